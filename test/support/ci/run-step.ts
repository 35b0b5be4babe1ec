import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../../../scripts/system/run-program';
import type { Step } from './workflow';

export interface StepEnd {
  readonly code: number | undefined;
  readonly output: string;
}

/** A runner's folder for one job: what its steps share. */
export interface Runner {
  readonly folder: string;
  /**
   * Runs a step as GitHub does with `shell: bash`.
   *
   * @param values what its expressions stand for
   * @param workspace where it runs; the project's folder where none is named
   */
  run(step: Step, values: Readonly<Record<string, string>>, workspace?: string): Promise<StepEnd>;
  /** Takes out what earlier steps have left there. */
  forget(name: string): void;
  remove(): void;
}

/** @param socket where `gh` finds GitHub */
export function makeRunner(socket: (folder: string) => string): Runner {
  const folder = mkdtempSync(join(tmpdir(), 'ci-runner-'));
  writeFileSync(join(folder, 'config.yml'), `http_unix_socket: ${socket(folder)}\n`);
  writeFileSync(join(folder, 'output'), '');
  return {
    folder,
    run: (step, values, workspace) =>
      runScript(folder, workspace ? inFolder(step, workspace) : step, values),
    forget: (name) => rmSync(join(folder, name), { recursive: true }),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function inFolder(step: Step, workspace: string): Step {
  return { ...step, run: `cd '${workspace}'\n${step.run}` };
}

async function runScript(
  folder: string,
  { run, env = {} }: Step,
  values: Readonly<Record<string, string>>,
): Promise<StepEnd> {
  const file = join(folder, 'step.sh');
  writeFileSync(file, run ?? '');
  const lines: string[] = [];
  const { code } = await runProgram(['bash', '--noprofile', '--norc', '-eo', 'pipefail', file], {
    env: {
      ...{ RUNNER_TEMP: folder, GITHUB_OUTPUT: join(folder, 'output'), GH_CONFIG_DIR: folder },
      ...Object.fromEntries(
        Object.entries(env).map(([name, text]) => [name, evaluate(text, values)]),
      ),
    },
    onLine: (line) => lines.push(line),
  });
  return { code, output: lines.join('\n') };
}

function evaluate(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{ (.+?) \}\}/g, (_, expression: string) => {
    const value = values[expression];
    if (value === undefined) throw new Error(`the test gives no value for ${expression}`);
    return value;
  });
}
