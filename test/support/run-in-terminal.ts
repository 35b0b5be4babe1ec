import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { packageFolder } from '../../cluster/package-folder';
import { shellCommand } from '../../scripts/hosts/command-words';

export interface TerminalRun {
  readonly exitCode: number | null;
  /** Every line that was ever drawn, also those that were drawn over, without colours. */
  readonly lines: readonly string[];
}

export interface RunInTerminalOptions {
  /** Of the terminal. */
  readonly columns: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

/** Runs the `cdktf-kafka` command, compiled, in a pseudo-terminal that is so many columns wide. */
export function runInTerminal(
  args: readonly string[],
  options: RunInTerminalOptions,
): Promise<TerminalRun> {
  return runNodeInTerminal([join(packageFolder(), 'dist', 'scripts', 'cli.js'), ...args], options);
}

/** Runs a program of Node's in one. */
export async function runNodeInTerminal(
  args: readonly string[],
  { columns, env = {}, cwd = packageFolder() }: RunInTerminalOptions,
): Promise<TerminalRun> {
  const program = shellCommand([process.execPath, ...args]);
  const command = `stty cols ${columns} rows 60 && exec ${program}`;
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    cwd,
    env: { ...process.env, LC_ALL: 'C.UTF-8', CI: undefined, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [exitCode]] = await Promise.all([
    text(child.stdout),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { exitCode, lines: stripVTControlCharacters(output).split(/[\r\n]+/) };
}
