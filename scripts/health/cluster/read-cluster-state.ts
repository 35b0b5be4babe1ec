import {
  ConfigResourceTypes,
  DescribeClusterEndpointTypes,
  describeClusterV1,
  describeConfigsV4,
  describeLogDirsV4,
  listPartitionReassignmentsV0,
} from '@platformatic/kafka';
import type { Problem } from '../../../cluster/errors';
import { brokerHosts, zookeeperHosts, type Topology } from '../../../cluster/topology';
import {
  askEveryBroker,
  brokerWithId,
  readMetadata,
  type TopicMetadata,
} from '../../cluster-access/ask-brokers';
import { collectAnswers } from '../../cluster-access/collect-answers';
import { openKafka, type BrokerAccess, type KafkaAccess } from '../../cluster-access/kafka-access';
import type { Reach } from '../../cluster-access/reach';
import { openZookeeper } from '../../cluster-access/zookeeper-access';
import { HostError } from '../../hosts/host-error';
import type { TopicToJudge } from './judge-replication';
import { isSmokeTopic } from './smoke-topic-name';
import { parseZookeeperMember, type ZookeeperMemberState } from './zookeeper-member';
import type { ClusterState } from './cluster-state';

export interface ReadClusterStateOptions {
  readonly topology: Topology;
  readonly reach: Reach;
  readonly signal: AbortSignal;
}

const REASSIGNMENT_LIMIT_MS = 10_000;
const MIN_ISR = 'min.insync.replicas';

/** Looks at the cluster once. Who gives no answer is missing in it; nothing is tried twice. */
export async function readClusterState(options: ReadClusterStateOptions): Promise<ClusterState> {
  const { topology, signal } = options;
  const { reach, unreached } = noteUnreached(options);
  const kafka = openKafka({ reach, security: topology.spec.security, signal });
  try {
    const [brokers, members] = await Promise.all([
      readBrokers(topology, kafka),
      readMembers({ topology, reach, signal }),
    ]);
    return { ...brokers, members, unreached };
  } finally {
    await kafka.close();
  }
}

/** The same reach, and why a host was not reached by it, as far as it has been asked for. */
function noteUnreached({
  topology,
  reach,
}: ReadClusterStateOptions): Pick<ClusterState, 'unreached'> & { readonly reach: Reach } {
  const unreached = new Map<string, Problem>();
  const noting: Reach = (address, port) =>
    reach(address, port).catch((error: unknown) => {
      const host = topology.hosts.find((each) => each.address === address);
      if (host && error instanceof HostError) unreached.set(host.name, error.problem);
      throw error;
    });
  return { reach: noting, unreached };
}

type BrokersState = Omit<ClusterState, 'members' | 'unreached'>;

async function readBrokers(topology: Topology, kafka: KafkaAccess): Promise<BrokersState> {
  const { answers } = await askEveryBroker({ topology, kafka }, async (broker) => {
    const [cluster, disks] = await Promise.all([
      broker.ask(describeClusterV1.api, false, DescribeClusterEndpointTypes.BROKERS),
      broker.ask(describeLogDirsV4.api, null),
    ]);
    return { cluster, bytes: bytesOn(disks) };
  });
  const controllers = new Map(
    answers.map(({ host, answer }) => [host.name, answer.cluster.controllerId]),
  );
  const seen = answers.flatMap(({ answer }) =>
    answer.cluster.brokers.map(({ brokerId }) => brokerId),
  );
  const state: BrokersState = {
    registered: [...new Set(seen)].sort((a, b) => a - b),
    controllers,
    topics: [],
    reassignments: [],
    logBytes: new Map(answers.map(({ host, answer }) => [host.broker.id, answer.bytes])),
  };
  const [controllerId = -1] = new Set(controllers.values());
  const known = brokerHosts(topology).some(({ broker }) => broker.id === controllerId);
  if (!known) return state;
  const controller = kafka.broker(brokerWithId(topology, controllerId));
  // A controller that is not reached, or ends in this moment, leaves nothing to say of topics: no
  // look is healthy then.
  const asked = Promise.all([readTopics(controller), readReassignments(controller)]);
  const { answers: told } = await collectAnswers([asked]);
  if (!told[0])
    return { ...state, controllers: new Map(answers.map(({ host }) => [host.name, -1])) };
  const [topics, reassignments] = told[0];
  return { ...state, topics, reassignments };
}

function bytesOn({ results }: ReturnType<typeof describeLogDirsV4.parseResponse>): bigint {
  return results
    .flatMap(({ topics }) => topics)
    .flatMap(({ partitions }) => partitions)
    .reduce((sum, { partitionSize }) => sum + partitionSize, 0n);
}

async function readTopics(controller: BrokerAccess): Promise<readonly TopicToJudge[]> {
  const { topics } = await readMetadata(controller, 'all');
  const judged = topics.filter(({ name }) => !isSmokeTopic(name ?? ''));
  const minimum = await readMinInsyncReplicas(controller, judged);
  return judged.map((topic) => ({ topic, minInsyncReplicas: minimum.get(topic.name ?? '') ?? 1 }));
}

async function readMinInsyncReplicas(
  controller: BrokerAccess,
  topics: readonly TopicMetadata[],
): Promise<ReadonlyMap<string, number>> {
  if (topics.length === 0) return new Map();
  const resources = topics.map(({ name }) => ({
    resourceType: ConfigResourceTypes.TOPIC,
    resourceName: name ?? '',
    configurationKeys: [MIN_ISR],
  }));
  const { results } = await controller.ask(describeConfigsV4.api, resources, false, false);
  return new Map(
    results.map(({ resourceName, configs }) => [resourceName, Number(configs[0]?.value ?? 1)]),
  );
}

async function readReassignments(controller: BrokerAccess): Promise<readonly string[]> {
  const { topics } = await controller.ask(
    listPartitionReassignmentsV0.api,
    REASSIGNMENT_LIMIT_MS,
    null,
  );
  return topics.flatMap(({ name, partitions }) =>
    partitions.map(({ partitionIndex }) => `${name}-${partitionIndex}`),
  );
}

async function readMembers({
  topology,
  reach,
  signal,
}: ReadClusterStateOptions): Promise<ReadonlyMap<string, ZookeeperMemberState>> {
  const zookeeper = openZookeeper({ reach, signal });
  const { answers } = await collectAnswers(
    zookeeperHosts(topology).map(async (host) => {
      const [conf, mntr] = await Promise.all([
        zookeeper.command(host, 'conf'),
        zookeeper.command(host, 'mntr'),
      ]);
      return [host.name, parseZookeeperMember(conf, mntr)] as const;
    }),
  );
  return new Map(answers);
}
