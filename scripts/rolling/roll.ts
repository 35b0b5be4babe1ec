import type { Topology } from '../../cluster/topology';
import type { HostShells } from '../hosts/host-shell';
import type { ClusterState } from '../health/cluster/cluster-state';
import { isNeeded, type HostPlan } from './host-plan';
import { RollError } from './roll-error';
import { rollHost } from './roll-host';
import { nextPlan } from './roll-order';
import type { WaitForGateOptions } from '../health/gate/wait-for-gate';

/** What a roll goes through, and how it is told of. */
export interface Roll {
  readonly topology: Topology;
  readonly shells: HostShells;
  readonly look: () => Promise<ClusterState>;
  readonly gate: (
    options: Pick<WaitForGateOptions, 'apartFrom' | 'hopeless'>,
  ) => Promise<ClusterState>;
  readonly onProgress?: (text: string) => void;
  /** The command that goes on after it was stopped. */
  readonly resume: string;
}

/**
 * Carries out the plans, one host at a time; the order is found anew before each.
 *
 * @throws RollError at the first host that does not come back as it should; later ones stay as they are
 */
export async function rollCluster(roll: Roll, plans: readonly HostPlan[]): Promise<void> {
  let remaining = plans.filter(isNeeded);
  const done: string[] = [];
  while (remaining.length > 0) {
    const next = nextPlan(roll.topology, remaining, await roll.look())!;
    remaining = remaining.filter((plan) => plan !== next);
    try {
      await rollHost(roll, next);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw new RollError(error, {
        done,
        stoppedAt: next.host.name,
        untouched: remaining.map(({ host }) => host.name),
        resume: roll.resume,
      });
    }
    done.push(next.host.name);
  }
}
