import { UserError } from '../../cluster/errors';
import { runTerraform, TerraformError, type TerraformRun } from '../terraform/run-terraform';

/** Terraform has not carried out what was planned, or not all of it. */
export class ReplacementError extends UserError {
  override readonly name = 'ReplacementError';
  override readonly exitCode = 1;
}

/**
 * Applies a plan as it is: what was judged is what happens.
 *
 * @param file the plan
 * @throws ReplacementError where it fails, or the state is no longer the one that it was made from
 */
export async function applyReplacement(file: string, run: TerraformRun): Promise<void> {
  await runTerraform(['apply', '-input=false', file], run).catch((cause: unknown) => {
    throw cause instanceof TerraformError ? explain(cause) : cause;
  });
}

function explain(cause: TerraformError): ReplacementError {
  const isStale = /\bplan is stale\b/i.test(cause.complaint);
  const message = isStale
    ? 'The state: must be as it was when the plan was made, got a newer one. Nothing was replaced. Run this again: it makes a new plan.'
    : `${cause.message} Mend what it says, then deploy: that makes what is missing.`;
  return new ReplacementError(message, { cause });
}
