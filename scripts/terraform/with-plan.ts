import { join, resolve } from 'node:path';
import { withPrivateFolder } from '../system/private-folder';
import { runTerraform, type TerraformRun, showPlanJson } from './run-terraform';

/** A plan as long as it is lent. It holds secrets in clear. */
export interface LentPlan {
  /** What `terraform apply` takes. */
  readonly file: string;
  readonly json: Buffer;
}

/**
 * Plans a stack and lends the plan: where the work is done, neither the plan nor its JSON stays.
 *
 * @param options of `terraform plan`
 * @throws TerraformError where there is no plan
 */
export async function withPlan<T>(
  options: readonly string[],
  run: TerraformRun,
  work: (plan: LentPlan) => T | Promise<T>,
): Promise<T> {
  return withPrivateFolder(async (folder) => {
    const file = join(resolve(folder), 'plan');
    await runTerraform(['plan', '-input=false', ...options, `-out=${file}`], run);
    return work({ file, json: await showPlanJson(file, run) });
  });
}
