import { existsSync, readFileSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { formatProblem, UserError } from '../../cluster/errors';
import { findProgram, npmProgramFolders } from '../system/find-program';
import { runProgram } from '../system/run-program';
import { runTerraform } from '../terraform/run-terraform';
import { withPlan } from '../terraform/with-plan';
import { asObject, own } from './json-value';
import { maskText } from '../masking/mask-text';

export interface PlanStackOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with each step, before it is made. */
  readonly onStep?: ((step: string) => void) | undefined;
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
  await synthesize({ signal, onStep });
  const run = { folder: stackFolder(name), signal };
  onStep?.('terraform init');
  await runTerraform(['init', '-input=false'], run);
  onStep?.('terraform plan');
  // Nobody applies this plan, so nobody else need wait for it.
  return withPlan(['-lock=false'], run, ({ json }) => json);
}

async function synthesize({ signal, onStep }: PlanStackOptions): Promise<void> {
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
      'cdktn: must be installed in the project or on the PATH, or else cdktf. Install it with `npm install --save-dev cdktn-cli`.',
    );
  }
  const command = `${basename(program)} synth`;
  onStep?.(command);
  const { code, lastLines } = await runProgram([program, 'synth'], {
    signal,
    // The app runs under this Node, not under an older one of the machine.
    env: { PATH: path.join(delimiter), CHECKPOINT_DISABLE: '1', CI: process.env.CI ?? 'true' },
  });
  if (code === 0) return;
  throw new UserError(
    `${command}: must succeed. Mend what it says:\n${maskText(appWords(lastLines).join('\n'))}`,
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
      `${file}: must be JSON that cdktf can read. See whether \`cdktf synth\` or \`cdktn synth\` works.`,
      { cause: error },
    );
  }
}

/** What cdktf and cdktn say before they repeat, indented, what the app has said of its failure. */
const REPEATED = /^Command output on std(err|out):$/;

/**
 * What an app said before it failed, out of the output of the command that synthesized it; all of that
 * output where it doesn't say.
 */
export function appWords(output: readonly string[]): readonly string[] {
  const lines = output.map(stripVTControlCharacters);
  const at = lines.findLastIndex((line) => REPEATED.test(line));
  const after = at < 0 ? [] : lines.slice(at + 1);
  const end = after.findIndex((line) => !/^( {4}|$)/.test(line));
  const said = after.slice(0, end < 0 ? undefined : end).map((line) => line.slice(4));
  return said.some((line) => line !== '') ? said.join('\n').trim().split('\n') : lines;
}
