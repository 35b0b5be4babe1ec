import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What decides how tools can come onto this machine. */
export interface Machine {
  readonly packageManager: 'apt-get' | 'brew' | undefined;
  /** What precedes a command that root must run; undefined where we may not. */
  readonly asRoot: readonly string[] | undefined;
  /** The newest Java of at least 17 that this release of Debian or Ubuntu surely has. */
  readonly javaMajor: number;
}

/**
 * Looks at this machine.
 *
 * @param options.sudo whether sudo may be tried. Default: true
 */
export function readMachine({
  sudo = true,
}: { readonly sudo?: boolean | undefined } = {}): Machine {
  const succeeds = (program: string, ...args: string[]) =>
    spawnSync(program, args, { stdio: 'ignore' }).status === 0;
  return {
    packageManager: (['apt-get', 'brew'] as const).find((program) =>
      succeeds(program, '--version'),
    ),
    asRoot:
      process.getuid?.() === 0
        ? []
        : sudo && succeeds('sudo', '-n', 'true')
          ? ['sudo', '-n']
          : undefined,
    javaMajor: javaMajorOf(osRelease()),
  };
}

/** Debian 13 dropped Java 17; Debian 12 and Ubuntu since 20.04 have it. */
export function javaMajorOf(osReleaseFile: string): number {
  const value = (key: string) => new RegExp(`^${key}="?([^"\n]*)`, 'm').exec(osReleaseFile)?.[1];
  return value('ID') === 'debian' && Number(value('VERSION_ID')) >= 13 ? 21 : 17;
}

function osRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}
