import { brokerHosts, zookeeperHosts, type Host, type Topology } from '../../cluster/topology';
import { controllerOf, leaderOf, type ClusterState } from '../health/cluster/cluster-state';
import { FAULTS, type Fault } from './fault';

/** Something that is done to a cluster to see what becomes of its records. */
export interface Drill {
  readonly name: string;
  /** What happens, as a heading. */
  readonly title: string;
  readonly fault: Fault;
  /** How long it lasts, in seconds; for what mends itself, how long one waits before one looks. */
  readonly holdSeconds: number;
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

export const DRILLS: readonly Drill[] = [
  {
    ...{ name: 'broker-killed', title: 'A broker is killed' },
    ...{ fault: FAULTS.kill, holdSeconds: 5, victims: otherBroker },
  },
  {
    ...{ name: 'controller-killed', title: 'The controller is killed' },
    ...{ fault: FAULTS.kill, holdSeconds: 5, victims: controller },
  },
  {
    ...{ name: 'broker-frozen', title: 'A broker stands still, its connections stay open' },
    ...{ fault: FAULTS.freeze, holdSeconds: 30, victims: otherBroker },
  },
  {
    ...{ name: 'host-power-lost', title: 'A host loses its power, and boots' },
    ...{ fault: FAULTS.reboot, holdSeconds: 10, victims: otherBroker },
  },
  {
    ...{ name: 'host-cut-off', title: 'A host is cut off from the network' },
    ...{ fault: FAULTS['cut-off'], holdSeconds: 40, victims: otherBroker },
  },
  {
    ...{ name: 'zookeeper-minority-lost', title: 'ZooKeeper loses as many members as it bears' },
    fault: FAULTS['stop-zookeeper'],
    ...{ holdSeconds: 20, victims: members((all) => Math.ceil(all / 2) - 1) },
  },
  {
    ...{ name: 'zookeeper-majority-lost', title: 'ZooKeeper loses its quorum' },
    fault: FAULTS['stop-zookeeper'],
    ...{ holdSeconds: 30, victims: members((all) => Math.floor(all / 2) + 1) },
  },
  {
    ...{ name: 'disk-full', title: 'The data disk of a broker is full' },
    ...{ fault: FAULTS['fill-disk'], holdSeconds: 30, victims: otherBroker },
  },
];
