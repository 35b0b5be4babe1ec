import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '../../scripts/system/run-program';
import { ensurePython } from '../support/python-environment';

/** What checkov says of a plan. */
export interface CheckovReport {
  readonly summary: { readonly passed: number };
  readonly results: {
    readonly failed_checks: readonly { readonly check_id: string; readonly resource: string }[];
  };
}

/** The `python` that has checkov: made where there is none, in half a minute, once. */
export const ensureCheckov = (): Promise<string> =>
  ensurePython(join(__dirname, 'checkov-requirements.txt'));

/**
 * Lets checkov read a plan; it asks nobody else.
 *
 * @param folder where the plan is written to
 * @param plan as `terraform show -json` prints it
 */
export async function runCheckov(
  python: string,
  folder: string,
  plan: string,
): Promise<CheckovReport> {
  const file = join(folder, 'plan.json');
  await writeFile(file, plan);
  const output: string[] = [];
  await runProgram(
    [
      ...[python, '-m', 'checkov.main', '--file', file, '--framework', 'terraform_plan'],
      ...['--output', 'json', '--quiet', '--compact', '--skip-download'],
    ],
    { onLine: (line) => output.push(line) },
  );
  const text = output.join('\n');
  return JSON.parse(text.slice(text.indexOf('{'))) as CheckovReport;
}
