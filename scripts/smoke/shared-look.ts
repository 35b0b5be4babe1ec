import type { ClusterState } from '../health/cluster/cluster-state';
import { readClusterState, type HowToLook } from '../health/cluster/read-cluster-state';
import type { SmokeContext } from './smoke-context';

/** Looks at the cluster for all checks of a run: who asks while a look is under way gets what it brings. */
export class SharedLook {
  #pending: Promise<ClusterState> | undefined;
  #latest: ClusterState | undefined;
  readonly #ended = new AbortController();

  constructor(
    private readonly context: SmokeContext,
    private readonly signal: AbortSignal,
  ) {}

  /** What the last look brought; undefined where none has ended. */
  get latest(): ClusterState | undefined {
    return this.#latest;
  }

  readonly look = async ({ anew = false } = {}): Promise<ClusterState> => {
    const before = this.#pending;
    if (before && !anew) return await before;
    const pending = this.start(before).finally(() => {
      if (this.#pending === pending) this.#pending = undefined;
    });
    this.#pending = pending;
    return await pending;
  };

  /** Ends a look that nobody waits for any more. */
  end(): void {
    this.#ended.abort(new Error('the run is over'));
    this.#pending?.catch(() => undefined);
  }

  /** @param beside a look that is under way: it asks for certificates, which need a connection each */
  private async start(beside: Promise<ClusterState> | undefined): Promise<ClusterState> {
    const { topology, reach, look } = this.context;
    const signal = AbortSignal.any([this.signal, this.#ended.signal]);
    const how: HowToLook = {
      reach,
      ...(beside && { certificates: async () => (await beside).certificates }),
    };
    const looking = look?.(signal, how) ?? readClusterState({ topology, reach, signal, ...how });
    return (this.#latest = await looking);
  }
}
