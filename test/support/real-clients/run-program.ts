import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

interface Run {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** It only ends what hangs; words said by then count. @default 240,000 */
  readonly limitMs?: number;
}

/** Runs a program to its end; gives its exit code and all that it printed. */
export async function runProgram(
  program: string,
  { args, env = {}, input = '', limitMs = 240_000 }: Run,
): Promise<{ readonly code: number | null; readonly words: string }> {
  const child = spawn(program, args, { env: { ...process.env, ...env } });
  child.stdin.on('error', () => undefined).end(input);
  const end = setTimeout(() => child.kill('SIGKILL'), limitMs);
  const [said, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  clearTimeout(end);
  return { code, words: `${said}${errors}` };
}
