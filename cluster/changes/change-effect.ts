import type { OnChange } from '../host-files';
import { PROCESSES, type Role } from '../processes/processes';
import { changedSettings, type ChangedSetting } from './changed-settings';

/**
 * What a host needs before a changed file is in effect there: what `converge` does for it, and what
 * render, plan review and status say of it in advance.
 */
export type ChangeEffect =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'reload'; readonly reload: Reload }
  | {
      /** The running process is given them; the file is for its next start. */
      readonly kind: 'dynamic';
      readonly role: Role;
      readonly settings: readonly ChangedSetting[];
    }
  | {
      readonly kind: 'restart';
      /** Whose process reads the file at its start only. */
      readonly role: Role;
      /** The settings that differ; empty where it is no file of settings, or none was there before. */
      readonly settings: readonly ChangedSetting[];
    };

/** `timer`, `socket`, `service`: systemd reads the unit anew, and starts it anew. */
export type Reload = 'sysctl' | 'systemd' | 'timer' | 'socket' | 'service';

interface Need {
  readonly reload?: Reload;
  /** Of the process that reads the file at its start only. */
  readonly restart?: Role;
  /** Whether the file is one of `key=value`, whose keys tell why. */
  readonly hasSettings?: true;
}

/** What the word in a file's row means. */
const NEEDS = {
  nothing: {},
  'reload-sysctl': { reload: 'sysctl' },
  'reload-systemd': { reload: 'systemd' },
  'restart-timer': { reload: 'timer' },
  'restart-socket': { reload: 'socket' },
  'restart-service': { reload: 'service' },
  ...Object.fromEntries(
    PROCESSES.flatMap(({ role }) => [
      [`${role}-settings`, { restart: role, hasSettings: true }],
      [`${role}-restart`, { restart: role }],
    ]),
  ),
} as Readonly<Record<OnChange, Need>>;

export function isOnChange(word: string): word is OnChange {
  return Object.hasOwn(NEEDS, word);
}

/** Whose process must have been started with the file as it is wanted. */
export function startedWithIt(onChange: OnChange): Role | undefined {
  return NEEDS[onChange].restart;
}

/** Whose settings the file holds. */
export function settingsOf(onChange: OnChange): Role | undefined {
  const { restart, hasSettings } = NEEDS[onChange];
  return hasSettings && restart;
}

/**
 * What a host needs when one text of a file takes the place of another.
 *
 * - A file that is **missing** needs what its row says, whatever stood in it.
 * - **Comments** need nothing, in whatever file; nor does another **mode or owner**, with which the
 *   file is only written anew.
 * - Nor does a file that **goes**: what named it changes as well, and asks for its restart by itself.
 * - **Settings of a broker** count, not their order: where Kafka takes all that differ while it runs, it is
 *   given them. One that it reads at its start only asks for a restart, which brings in the others as well.
 * - **Order** counts in all other files: in most it means something.
 *
 * @param before what stands on the host; undefined where the file is missing
 * @param after what is wanted; undefined where the file goes
 */
export function changeEffect(
  before: string | undefined,
  after: string | undefined,
  onChange: OnChange,
): ChangeEffect {
  if (after === undefined || (before !== undefined && saysTheSame(before, after))) {
    return { kind: 'nothing' };
  }
  const { reload, restart: role } = NEEDS[onChange];
  if (reload) return { kind: 'reload', reload };
  if (!role) return { kind: 'nothing' };
  const owner = settingsOf(onChange);
  if (!owner || before === undefined) return { kind: 'restart', role, settings: [] };
  return settingsEffect(owner, changedSettings(owner, before, after));
}

/** What a process needs before it runs with settings that differ from those that it was started with. */
export function settingsEffect(role: Role, settings: readonly ChangedSetting[]): ChangeEffect {
  if (role === 'broker' && settings.length === 0) return { kind: 'nothing' };
  const isDynamic = settings.length > 0 && settings.every(({ update }) => update === 'dynamic');
  return { kind: isDynamic ? 'dynamic' : 'restart', role, settings };
}

/** The host's program compares in the same way (`says_the_same`). */
function saysTheSame(before: string, after: string): boolean {
  return before === after || withoutComments(before) === withoutComments(after);
}

/** Without lines that begin with #, which no file of a host minds, and without empty ones. */
function withoutComments(text: string): string {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .join('\n');
}
