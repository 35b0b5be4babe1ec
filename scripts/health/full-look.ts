import { setTimeout as sleep } from 'node:timers/promises';
import { brokerHosts, zookeeperHosts, type Topology } from '../../cluster/topology';
import type { Reach } from '../cluster-access/reach';
import { HostError } from '../hosts/host-error';
import type { HostShells } from '../hosts/host-shell';
import { bytesLeft, CatchUpWatch } from './cluster/catch-up-watch';
import { leaderOf, type ClusterState, type LogDir } from './cluster/cluster-state';
import type { HowToLook, LookConnections } from './cluster/read-cluster-state';
import { readOfflineCause, type OfflineCause } from './cluster/offline-cause';
import type { ReadIdentityFile } from './cluster/seen-certificates';
import type { InstanceWatch } from './instance-watch';
import type { ManagedNames } from './topics/found-topics';

export interface FullLookOptions {
  readonly topology: Topology;
  readonly reach: Reach;
  readonly shells: HostShells;
  readonly instances: Pick<InstanceWatch, 'problemOf'>;
  /** @default - nobody looks into the files of certificates */
  readonly readIdentity?: ReadIdentityFile;
}

/** Between two looks that tell a rate. */
const RATE_MS = 2_000;
const MOST_LOOKS = 5;
/** Less than that is there before anybody has read of it. */
const WORTH_A_RATE_BYTES = 16 * 2 ** 20;

/** Whether each broker that has much to catch up has come nearer. */
const hasRates = (state: ClusterState): boolean =>
  [...state.logBytes.keys()]
    .filter((id) => bytesLeft(id, state) >= WORTH_A_RATE_BYTES)
    .every((id) => (state.catchUpRates?.get(id) ?? 0) > 0);

/**
 * Looks at a deployed cluster, from one look to the next: by the ports of its processes, and, where something is
 * wrong, by what EC2 says of hosts that are missed and by the brokers' own logs.
 */
export class FullLook {
  readonly #catchUp = new CatchUpWatch();
  readonly #causes = new Map<string, Promise<OfflineCause | undefined>>();
  #managed: ManagedNames | undefined;
  #connections: LookConnections | undefined;

  constructor(private readonly options: FullLookOptions) {}

  /**
   * Has all looks from now on go by the same connections, and others who ask, too.
   *
   * @param signal ends them
   */
  async keepConnections(signal: AbortSignal): Promise<LookConnections> {
    const { openLookConnections } = await import('./cluster/read-cluster-state.js');
    this.#connections ??= openLookConnections({ ...this.options, signal });
    return this.#connections;
  }

  /** Looks once. */
  async look(signal: AbortSignal, how: HowToLook = {}): Promise<ClusterState> {
    const { topology, reach, readIdentity } = this.options;
    const { readClusterState } = await import('./cluster/read-cluster-state.js');
    const state = await readClusterState({
      ...{ topology, reach, signal },
      ...(readIdentity && { readIdentity }),
      connections: this.#connections,
      ...how,
    });
    const catchUpRates = this.#catchUp.note(state, performance.now());
    const [unreached, logDirs, managed] = await Promise.all([
      this.explainMissed(state),
      this.explainOffline(state),
      this.readManaged(state, signal),
    ]);
    return { ...state, unreached, logDirs, managed, catchUpRates };
  }

  /**
   * Looks again where a broker has much to catch up, so that it can be said how long that takes. Under a
   * throttle it comes nearer in leaps: one that stands still is looked at for some seconds more.
   */
  async lookWithRates(signal: AbortSignal, how?: HowToLook): Promise<ClusterState> {
    let state = await this.look(signal, how);
    for (let looks = 0; looks < MOST_LOOKS && !hasRates(state); looks++) {
      await sleep(RATE_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
      state = await this.look(signal, how);
    }
    return state;
  }

  /** A host that is missed and whose instance does not run is missed for that. */
  private async explainMissed(state: ClusterState): Promise<ClusterState['unreached']> {
    const { topology, instances } = this.options;
    const missed = topology.hosts.filter(
      ({ name }) =>
        !state.unreached.has(name) &&
        ((brokerHosts(topology).some((host) => host.name === name) &&
          !state.controllers.has(name)) ||
          (zookeeperHosts(topology).some((host) => host.name === name) &&
            !state.members.has(name))),
    );
    const found = await Promise.all(
      missed.map(async ({ name }) => [name, await instances.problemOf(name)] as const),
    );
    const known = found.flatMap(([name, problem]) => (problem ? [[name, problem] as const] : []));
    return new Map([...state.unreached, ...known]);
  }

  private async explainOffline({ logDirs }: ClusterState): Promise<ClusterState['logDirs']> {
    const entries = [...logDirs].map(async ([id, dirs]) => {
      const explained = dirs.map((dir) =>
        dir.isOnline ? Promise.resolve(dir) : this.explainDir(id, dir),
      );
      return [id, await Promise.all(explained)] as const;
    });
    return new Map(await Promise.all(entries));
  }

  private async explainDir(id: number, dir: LogDir): Promise<LogDir> {
    const { topology, shells } = this.options;
    const host = brokerHosts(topology).find(({ broker }) => broker.id === id);
    if (!host) return dir;
    const key = `${id} ${dir.path}`;
    const logs = host.paths.kafka.logs;
    const asked =
      this.#causes.get(key) ??
      readOfflineCause(shells.of(host.name), { folder: dir.path, logs }).catch((error: unknown) => {
        if (!(error instanceof HostError)) throw error;
        this.#causes.delete(key);
        return undefined;
      });
    this.#causes.set(key, asked);
    const cause = await asked;
    return cause ? { ...dir, cause } : dir;
  }

  /** Asked once, where a quorum can tell: it changes only when topics are brought to the cluster. */
  private async readManaged(
    state: ClusterState,
    signal: AbortSignal,
  ): Promise<ManagedNames | undefined> {
    if (this.#managed || leaderOf(state) === undefined) return this.#managed;
    const { readManaged } = await import('./topics/managed-names.js');
    this.#managed = await readManaged({ ...this.options, signal });
    return this.#managed;
  }
}
