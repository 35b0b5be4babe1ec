import type { ClusterState } from './cluster-state';

/** What a look brings of replicas that are not in sync. */
type CatchingUp = Pick<ClusterState, 'logBytes' | 'leaderBytes'>;

interface Reading {
  readonly atMs: number;
  /** What each broker still has to fetch, by its id. */
  readonly left: ReadonlyMap<number, number>;
}

/** Shorter, and the rate is an accident; longer, and it is of another time. */
const SHORTEST_MS = 1_000;
const LONGEST_MS = 60_000;

/** Follows, from look to look, how fast brokers catch up. */
export class CatchUpWatch {
  #readings: readonly Reading[] = [];

  /**
   * Takes a look down.
   *
   * @returns by how many bytes a second each broker comes nearer to its leaders; missing where there is no
   * earlier look to tell by
   */
  note(state: CatchingUp, nowMs: number): ReadonlyMap<number, number> {
    const left = new Map([...state.logBytes.keys()].map((id) => [id, bytesLeft(id, state)]));
    const since = this.#readings.filter(({ atMs }) => nowMs - atMs <= LONGEST_MS);
    this.#readings = [...since, { atMs: nowMs, left }];
    return new Map([...left].flatMap(([id, now]) => rateOf(id, now, { since, nowMs })));
  }
}

function rateOf(
  id: number,
  now: number,
  { since, nowMs }: { readonly since: readonly Reading[]; readonly nowMs: number },
): readonly (readonly [number, number])[] {
  const before = since.find(({ left }) => left.has(id));
  const seconds = before && (nowMs - before.atMs) / 1_000;
  if (!seconds || seconds * 1_000 < SHORTEST_MS) return [];
  return [[id, (before.left.get(id)! - now) / seconds]];
}

/** What a broker has to fetch until it is in sync. */
export function bytesLeft(id: number, { logBytes, leaderBytes }: Partial<CatchingUp>): number {
  return Math.max(0, Number((leaderBytes?.get(id) ?? 0n) - (logBytes?.get(id) ?? 0n)));
}
