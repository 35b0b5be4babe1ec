import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatProblem, UserError } from '../../cluster/errors';
import { TerraformError, type TerraformRun, showPlanJson } from '../terraform/run-terraform';
import { UnreadablePlan } from './unreadable-plan';

/** Whether these bytes are a plan file, and not the JSON of one: a zip, or what OpenTofu has encrypted. */
export function isPlanFile(bytes: Buffer): boolean {
  if (bytes.subarray(0, 4).equals(ZIP)) return true;
  const start = bytes.subarray(0, 4096).toString('latin1');
  return /^\s*\{/.test(start) && /"(?:encrypted_data|encryption_version)"\s*:/.test(start);
}

const ZIP = Buffer.from('PK\x03\x04', 'latin1');

/**
 * The JSON of a plan file, as terraform shows it.
 *
 * @param file the plan file
 * @param source how the user named it
 * @throws UserError where terraform can't
 */
export async function showPlan(file: string, source: string, run: TerraformRun): Promise<Buffer> {
  requireFolder(run.folder);
  return showPlanJson(file, run).catch((cause: unknown) => {
    if (!(cause instanceof TerraformError)) throw cause;
    if (LACKS_PROVIDERS.test(cause.complaint)) throw providersMissing(run.folder);
    throw new UnreadablePlan(
      source,
      `be a plan that terraform can show, got: ${cause.complaint.replaceAll(resolve(file), 'it')}`,
      'Show it with the program and in the folder that it was made with: TERRAFORM_BINARY_NAME, --stack-folder',
    );
  });
}

const LACKS_PROVIDERS =
  /Required plugins are not installed|missing or corrupted provider plugins|Failed to load plugin schemas|Inconsistent dependency lock file|Could not load plugin|no package for .* cached/i;

/** Without its providers terraform can't read a plan. */
function providersMissing(folder: string): UserError {
  return new UserError(
    `--stack-folder: must be the folder of the stack with its providers, got '${folder}'. Run \`terraform init\` there, or name the right one.`,
  );
}

/** Terraform would blame the plan for it. */
function requireFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new UserError(
    formatProblem({
      path: '--stack-folder',
      rule: 'be a folder',
      value: folder,
      remedy: 'Name the folder of the stack that the plan was made in',
    }),
  );
}
