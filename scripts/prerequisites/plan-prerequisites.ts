import type { Machine } from './machine';
import type { Tool } from './tools';

/** How missing tools come onto the machine. */
export type PrerequisitesPlan =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'install';
      readonly install: readonly string[];
      /** Run where `install` fails, before it is tried once more: the package lists may be old. */
      readonly refresh: readonly string[];
      /** What to paste where that fails, too. */
      readonly byHand: string;
    }
  | { readonly kind: 'ask'; readonly byHand: string };

/** Another apt may be at work, such as one of a machine that has just booted: it is waited for. */
const LOCK_LIMIT_S = 300;

/** Decides from what is missing and what the machine allows. */
export function planPrerequisites(missing: readonly Tool[], machine: Machine): PrerequisitesPlan {
  if (missing.length === 0) return { kind: 'ready' };
  if (machine.packageManager === 'brew') {
    return { kind: 'ask', byHand: `brew install ${unique(missing.flatMap((t) => t.brew ?? []))}` };
  }
  const packages = unique(missing.map(({ apt }) => apt(machine.javaMajor)));
  const byHand = `sudo apt-get update && sudo apt-get install -y ${packages}`;
  if (machine.packageManager === undefined || machine.asRoot === undefined) {
    return { kind: 'ask', byHand };
  }
  return {
    kind: 'install',
    install: [
      ...machine.asRoot,
      ...['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '--yes'],
      ...[`--option=DPkg::Lock::Timeout=${LOCK_LIMIT_S}`, '--no-install-recommends'],
      ...packages.split(' '),
    ],
    refresh: [...machine.asRoot, 'apt-get', 'update'],
    byHand,
  };
}

const unique = (names: readonly string[]): string => [...new Set(names)].join(' ');
