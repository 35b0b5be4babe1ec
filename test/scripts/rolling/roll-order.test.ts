import type { ClusterState } from '../../../scripts/health/cluster/cluster-state';
import type { HostPlan } from '../../../scripts/rolling/host-plan';
import { NO_UPDATES } from '../../../scripts/health/settings/plan-updates';
import { nextPlan } from '../../../scripts/rolling/roll-order';
import { healthy } from '../../support/cluster-states';
import { productionTopology } from '../../support/production-topology';

const topology = productionTopology();
const plans: readonly HostPlan[] = topology.hosts.map((host) => ({
  ...{ host, pull: true, reloadSysctl: false, units: [], restarts: [], reasons: [] },
  ...{ updates: NO_UPDATES, hasHeld: false, runsWithFile: false },
}));

interface Situation {
  readonly controller: number;
  readonly leader: number;
  readonly registered?: readonly number[];
  readonly silentMember?: number;
}

function orderOf({ controller, leader, registered = [1, 2, 3], silentMember }: Situation) {
  const members = [1, 2, 3]
    .filter((id) => id !== silentMember)
    .map((id) => {
      const role = id === leader ? 'leader' : 'follower';
      return [`broker-${id}`, { id, voters: [1, 2, 3], role, syncedFollowers: undefined }] as const;
    });
  const state: ClusterState = {
    ...{ ...healthy, registered, topics: [] },
    controllers: new Map(registered.map((id) => [`broker-${id}`, controller])),
    members: new Map(members),
  };
  const order: string[] = [];
  for (let rest = plans; rest.length > 0;) {
    const next = nextPlan(topology, rest, state)!;
    order.push(next.host.name);
    rest = rest.filter((plan) => plan !== next);
  }
  return order.map((name) => Number(name.slice(-1)));
}

describe('the order of a roll', () => {
  it.each<[string, Situation, readonly number[]]>([
    [
      'the controller last, the ZooKeeper leader before it',
      { controller: 1, leader: 2 },
      [3, 2, 1],
    ],
    ['a host that is both is last', { controller: 1, leader: 1 }, [2, 3, 1]],
    ['by their ids otherwise', { controller: 3, leader: 3 }, [1, 2, 3]],
    [
      'a broker that is not registered first',
      { controller: 1, leader: 2, registered: [1, 2] },
      [3, 2, 1],
    ],
    [
      'a ZooKeeper member that is silent first',
      { controller: 1, leader: 2, silentMember: 3 },
      [3, 2, 1],
    ],
    [
      'a host that does not serve first, even where it leads',
      { controller: 1, leader: 2, registered: [1, 3] },
      [2, 3, 1],
    ],
  ])('is: %s', (_, situation, order) => {
    expect(orderOf(situation)).toEqual(order);
  });

  it('is empty when nothing is left', () => {
    expect(nextPlan(topology, [], healthy)).toBeUndefined();
  });
});
