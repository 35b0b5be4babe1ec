import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execFileAsync = promisify(execFile);

/**
 * Runs a short command of the machine.
 *
 * @returns what it printed, trimmed
 * @throws Error with the command and what it said where it fails
 */
export async function exec(argv: readonly string[]): Promise<string> {
  const [program = '', ...args] = argv;
  try {
    const { stdout } = await execFileAsync(program, args, { maxBuffer: 64 * 1024 * 1024 });
    return stdout.trim();
  } catch (error) {
    const { stderr = '', message } = error as { stderr?: string; message: string };
    throw new Error(`${argv.join(' ')}: ${stderr.trim() || message}`, { cause: error });
  }
}

/** The same for a command that may fail, such as the removal of what may be gone already. */
export async function tryExec(argv: readonly string[]): Promise<string | undefined> {
  return exec(argv).catch(() => undefined);
}

/** A command as it runs inside a network namespace, with the machine's own files. */
export function inNamespace(namespace: string, argv: readonly string[]): readonly string[] {
  return ['nsenter', `--net=/run/netns/${namespace}`, ...argv];
}

/** Waits until something holds, looking again every few milliseconds; the limit only ends what hangs. */
export async function waitUntil(
  what: string,
  holds: () => boolean | Promise<boolean>,
  { limitMs = 1_800_000, everyMs = 20 }: { limitMs?: number; everyMs?: number } = {},
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${limitMs} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
