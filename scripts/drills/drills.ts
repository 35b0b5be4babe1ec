import { brokerHosts, zookeeperHosts, type Host, type Topology } from '../../cluster/topology';
import { controllerOf, leaderOf, type ClusterState } from '../health/cluster/cluster-state';
import { FAULTS, type Fault } from './fault';

/** What a drill does to its hosts. */
export type Harm =
  | {
      /** One fault, on all of them at once. */
      readonly kind: 'fault';
      readonly fault: Fault;
      /** How long it lasts; for what mends itself, how long one waits before one looks. */
      readonly holdSeconds: number;
    }
  /** Their brokers are restarted one after another, each behind gates. */
  | { readonly kind: 'roll' }
  /** They are gone, and terraform makes their instances anew. */
  | { readonly kind: 'replacement'; readonly fault: Fault };

/** Something that is done to a cluster to see what becomes of its records. */
export interface Drill {
  readonly name: string;
  /** What happens, as a heading. */
  readonly title: string;
  readonly harm: Harm;
  /** The hosts that it strikes, by the state of the moment. */
  readonly victims: (topology: Topology, state: ClusterState) => readonly Host[];
}

const controller = (topology: Topology, state: ClusterState): readonly Host[] =>
  brokerHosts(topology).filter(({ broker }) => broker.id === controllerOf(state));

const otherBroker = (topology: Topology, state: ClusterState): readonly Host[] =>
  brokerHosts(topology)
    .filter(({ broker }) => broker.id !== controllerOf(state))
    .slice(0, 1);

/** So many members of the quorum, its leader among them. */
const members = (count: (all: number) => number) => (topology: Topology, state: ClusterState) => {
  const all = zookeeperHosts(topology);
  const isLeader = ({ name }: Host) => name === leaderOf(state);
  const leaderFirst = [...all].sort((a, b) => Number(isLeader(b)) - Number(isLeader(a)));
  return leaderFirst.slice(0, count(all.length));
};

const lasting = (holdSeconds: number, fault: Fault): Harm => ({
  kind: 'fault',
  fault,
  holdSeconds,
});

export const DRILLS: readonly Drill[] = [
  {
    ...{ name: 'broker-killed', title: 'A broker is killed' },
    ...{ harm: lasting(5, FAULTS.kill), victims: otherBroker },
  },
  {
    ...{ name: 'controller-killed', title: 'The controller is killed' },
    ...{ harm: lasting(5, FAULTS.kill), victims: controller },
  },
  {
    ...{ name: 'broker-frozen', title: 'A broker stands still, its connections stay open' },
    ...{ harm: lasting(30, FAULTS.freeze), victims: otherBroker },
  },
  {
    ...{ name: 'host-power-lost', title: 'A host loses its power, and boots' },
    ...{ harm: lasting(10, FAULTS.reboot), victims: otherBroker },
  },
  {
    ...{ name: 'host-cut-off', title: 'A host is cut off from the network' },
    ...{ harm: lasting(40, FAULTS['cut-off']), victims: otherBroker },
  },
  {
    ...{ name: 'host-replaced', title: 'A host is lost for good, and its instance made anew' },
    harm: { kind: 'replacement', fault: FAULTS['cut-off'] },
    victims: otherBroker,
  },
  {
    ...{ name: 'zookeeper-minority-lost', title: 'ZooKeeper loses as many members as it bears' },
    harm: lasting(20, FAULTS['stop-zookeeper']),
    victims: members((all) => Math.ceil(all / 2) - 1),
  },
  {
    ...{ name: 'zookeeper-majority-lost', title: 'ZooKeeper loses its quorum' },
    harm: lasting(30, FAULTS['stop-zookeeper']),
    victims: members((all) => Math.floor(all / 2) + 1),
  },
  {
    ...{ name: 'disk-full', title: 'The data disk of a broker is full' },
    ...{ harm: lasting(30, FAULTS['fill-disk']), victims: otherBroker },
  },
  {
    ...{ name: 'roll', title: 'Every broker is restarted, one after another' },
    ...{ harm: { kind: 'roll' }, victims: brokerHosts },
  },
];

/** How long its harm lasts, for people. */
export function lastsFor({ harm }: Drill): string {
  return harm.kind === 'fault' ? `${harm.holdSeconds} s` : 'until it is done';
}

/** Whether a host is one that it can strike. */
export function canStrike({ harm }: Drill, host: Host): boolean {
  if (harm.kind !== 'fault') return host.broker !== undefined;
  return harm.fault.role === undefined || host[harm.fault.role] !== undefined;
}
