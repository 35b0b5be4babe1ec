import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';

/** Who changes a cluster. */
export interface LockHolder {
  /** Of the run of a command; its record has the same. In the order of their beginnings. */
  readonly id: string;
  /** `user@host` of the machine that the command runs on. */
  readonly by: string;
  readonly pid: number;
  /** As in `restart broker-1`. */
  readonly command: string;
  /** When it began, in ISO 8601, by the clock of that machine. */
  readonly since: string;
}

/** This process, with what it is about to do. */
export function thisHolder(command: string): LockHolder {
  const since = new Date().toISOString();
  return {
    id: `${since}-${randomUUID().slice(0, 8)}`,
    by: `${userName()}@${hostname()}`,
    pid: process.pid,
    command,
    since,
  };
}

/** A user of a container may have no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'somebody');
  }
}

/** `alice@laptop (process 4711), converge, since 2026-11-27T06:42:30Z`. */
export function describeHolder({ by, pid, command, since }: LockHolder): string {
  return `${command} of ${by} (process ${pid}), since ${since.replace(/\.\d+Z$/, 'Z')}`;
}

/** What an entry says; undefined where it says nothing of this kind. */
export function parseHolder(text: string): LockHolder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<LockHolder> | null;
    const { id, by, pid, command, since } = holder ?? {};
    const texts = [id, by, command, since];
    if (!texts.every((each) => typeof each === 'string') || typeof pid !== 'number')
      return undefined;
    return holder as LockHolder;
  } catch {
    return undefined;
  }
}
