import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { formatProblem, UserError } from '../../../cluster/errors';
import { runProgram } from '../../processes/run-program';
import { findProgram, npmProgramFolders } from './find-program';
import { asObject, own } from '../json-value';
import { maskText } from '../masking/mask-text';
import { withPrivateFolder } from '../../private-folder';
import { showPlan } from './show-plan';
import { runTerraform } from './terraform';

export interface PlanStackOptions {
  readonly signal?: AbortSignal;
  /** Called with each step, before it is made. */
  readonly onStep?: (step: string) => void;
}

/**
 * Synthesizes the project in the working folder with its own cdktf, plans one of its stacks and shows
 * the plan. Neither the plan nor its JSON stays anywhere.
 *
 * @returns the plan's JSON
 * @throws UserError where one of these fails
 */
export async function planStack(
  name: string,
  { signal, onStep }: PlanStackOptions = {},
): Promise<Buffer> {
  const abort = signal ? { signal } : {};
  onStep?.('cdktf synth');
  await synthesize(abort);
  const folder = stackFolder(name);
  const run = { folder, ...abort };
  onStep?.('terraform init');
  await terraform(['init', '-input=false'], run);
  return withPrivateFolder(async (ours) => {
    const file = join(ours, 'plan');
    onStep?.('terraform plan');
    // Nobody applies this plan, so nobody else need wait for it.
    await terraform(['plan', '-input=false', '-lock=false', `-out=${file}`], run);
    return showPlan(file, name, run);
  });
}

async function synthesize(abort: { readonly signal?: AbortSignal }): Promise<void> {
  if (!existsSync('cdktf.json')) {
    throw new UserError(
      `--stack: must be asked for in the folder of a cdktf project, got '${process.cwd()}' without a cdktf.json. Change to the project's folder, or name a plan.`,
    );
  }
  const folders = npmProgramFolders('.');
  const path = [...folders.filter(existsSync), dirname(process.execPath), process.env.PATH ?? ''];
  const program = findProgram(['cdktf', 'cdktn'], path.join(delimiter).split(delimiter));
  if (program === undefined) {
    throw new UserError(
      'cdktf: must be installed in the project or on the PATH. Install it with `npm install --save-dev cdktf-cli`.',
    );
  }
  const { code, lastLines } = await runProgram([program, 'synth'], {
    ...abort,
    // The app runs under this Node, not under an older one of the machine.
    env: { PATH: path.join(delimiter), CHECKPOINT_DISABLE: '1', CI: process.env.CI ?? 'true' },
  });
  if (code === 0) return;
  throw new UserError(
    `cdktf synth: must succeed. Mend what it says:\n${maskText(lastLines.join('\n'))}`,
  );
}

/** Where cdktf has put a stack, by what it says itself. */
function stackFolder(name: string): string {
  const output = asObject(readJson('cdktf.json')).output;
  const root = typeof output === 'string' ? output : 'cdktf.out';
  const stacks = asObject(asObject(readJson(join(root, 'manifest.json'))).stacks);
  const folder = asObject(own(stacks, name)).workingDirectory;
  if (typeof folder === 'string') return join(root, folder);
  throw new UserError(
    formatProblem({
      path: '--stack',
      rule: 'name a stack of the project',
      value: name,
      remedy: `There are ${Object.keys(stacks).join(', ') || 'none'}`,
    }),
  );
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw new UserError(
      `${file}: must be JSON that cdktf can read. See whether \`cdktf synth\` works.`,
      { cause: error },
    );
  }
}

async function terraform(
  argv: readonly string[],
  run: { readonly folder: string; readonly signal?: AbortSignal },
): Promise<void> {
  const { code, complaint } = await runTerraform(argv, run);
  if (code === 0) return;
  throw new UserError(
    `terraform ${argv[0]}: must succeed in '${run.folder}', got: ${complaint} Run it there to see all.`,
  );
}
