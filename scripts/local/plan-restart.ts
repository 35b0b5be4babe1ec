import type { ExitReason } from './explain-exit';

/** One run of a process that ended without being asked to. */
export interface UnaskedExit {
  readonly ranMs: number;
  /** When it ended, in milliseconds of any one clock. */
  readonly endedAtMs: number;
  readonly cause: ExitReason['cause'];
}

export type RestartPlan =
  | { readonly kind: 'restart'; readonly afterMs: number }
  | { readonly kind: 'give-up'; readonly why: string };

/** A run of this length was a good one: what happened before it no longer counts. */
const GOOD_RUN_MS = 20_000;
const FIRST_PAUSE_MS = 250;
/** Pauses double: with the JVM's own 2 s a start, giving up takes about 12 s. */
const MAX_QUICK_EXITS = 4;
/** A broker's session may live for `zookeeper.session.timeout.ms`, 10 s unless the spec says more. */
const PASSING_PAUSE_MS = 1_000;
const PASSING_BOUND_MS = 60_000;

/** What to do after the latest of these exits, given in the order in which they happened. */
export function planRestart(exits: readonly UnaskedExit[]): RestartPlan {
  const latest = exits.at(-1);
  if (latest?.cause === 'lasting')
    return { kind: 'give-up', why: 'it would end the same way again' };
  const quick = exits.slice(exits.findLastIndex(({ ranMs }) => ranMs >= GOOD_RUN_MS) + 1);
  const first = quick[0];
  if (!latest || !first) return { kind: 'restart', afterMs: FIRST_PAUSE_MS };
  if (latest.cause === 'passing') {
    return latest.endedAtMs - first.endedAtMs <= PASSING_BOUND_MS
      ? { kind: 'restart', afterMs: PASSING_PAUSE_MS }
      : { kind: 'give-up', why: `it did not pass in ${PASSING_BOUND_MS / 1_000} s` };
  }
  const unknown = quick.filter(({ cause }) => cause === 'unknown').length;
  return unknown >= MAX_QUICK_EXITS
    ? { kind: 'give-up', why: `it ended ${unknown} times in a row` }
    : { kind: 'restart', afterMs: FIRST_PAUSE_MS * 2 ** (unknown - 1) };
}
