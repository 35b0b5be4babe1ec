import { brokerHosts, type Topology } from '../../cluster/topology';
import { controllerOf, leaderOf, type ClusterState } from '../health/cluster/cluster-state';
import type { HostPlan } from './host-plan';

/**
 * The plan to do next, by the state of this moment: a host that does not serve comes first, since
 * mending it can only help; the ZooKeeper leader comes late and the controller last, so that each
 * moves once.
 */
export function nextPlan<Plan extends Pick<HostPlan, 'host'>>(
  topology: Topology,
  plans: readonly Plan[],
  state: ClusterState,
): Plan | undefined {
  const controller = brokerHosts(topology).find(({ broker }) => broker.id === controllerOf(state));
  const leader = leaderOf(state);
  const lateness = ({ host }: Plan): number => {
    const serves =
      (!host.broker || state.registered.includes(host.broker.id)) &&
      (!host.zookeeper || state.members.has(host.name));
    if (!serves) return -1;
    return (host.name === controller?.name ? 2 : 0) + (host.name === leader ? 1 : 0);
  };
  return [...plans].sort((a, b) => lateness(a) - lateness(b))[0];
}
