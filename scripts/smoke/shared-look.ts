import type { ClusterState } from '../health/cluster/cluster-state';
import { readClusterState } from '../health/cluster/read-cluster-state';
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
    if (this.#pending && !anew) return await this.#pending;
    const pending = this.start().finally(() => {
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

  private async start(): Promise<ClusterState> {
    const { topology, reach, look } = this.context;
    const signal = AbortSignal.any([this.signal, this.#ended.signal]);
    this.#latest = await (look ? look(signal) : readClusterState({ topology, reach, signal }));
    return this.#latest;
  }
}
