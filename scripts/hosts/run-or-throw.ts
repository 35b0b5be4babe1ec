import { HostError } from './host-error';
import type { CommandResult, HostShell, RunOptions } from './host-shell';
import { shellCommand } from './command-words';

const SHOWN_CHARACTERS = 500;

/**
 * What a command prints that must succeed.
 *
 * @throws HostError with what it complained about
 */
export async function runOrThrow(
  host: Pick<HostShell, 'name' | 'run'>,
  argv: readonly string[],
  options?: RunOptions,
): Promise<string> {
  const result = await host.run(argv, options);
  if (result.code === 0) return result.stdout;
  throw commandFailed(host.name, argv, result);
}

/** What to say of a command that failed. */
export function commandFailed(
  name: string,
  argv: readonly string[],
  { code, stdout, stderr }: CommandResult,
): HostError {
  const said = (stderr.trim() || stdout.trim()).slice(-SHOWN_CHARACTERS);
  return new HostError('command', {
    path: name,
    rule: `run \`${shellCommand(argv.slice(0, 6)).slice(0, 200)}\``,
    value: `exit code ${code}${said ? `: ${said}` : ''}`,
    remedy: /sudo:.*password/.test(stderr)
      ? 'Let the SSH user run sudo without a password, as cloud images do'
      : `Run it on ${name} to see more`,
  });
}
