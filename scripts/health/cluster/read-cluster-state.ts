import { listPartitionReassignmentsV0 } from '@platformatic/kafka';
import type { Problem } from '../../../cluster/errors';
import { brokerHosts, type Topology } from '../../../cluster/topology';
import { brokerWithId, type Brokers } from '../../cluster-access/ask-brokers';
import { collectAnswers } from '../../cluster-access/collect-answers';
import { openKafka, type BrokerAccess, type KafkaAccess } from '../../cluster-access/kafka-access';
import { reachBy, reachWith, type Reach } from '../../cluster-access/reach';
import { openZookeeper } from '../../cluster-access/zookeeper-access';
import { HostError } from '../../hosts/host-error';
import { readFoundClients } from '../clients/found-clients';
import type { FoundSettings } from '../topics/found-topics';
import type { ClusterState } from './cluster-state';
import { readBrokers } from './read-brokers';
import { readCatchUp } from './read-log-dirs';
import {
  readSeenCertificates,
  type ReadIdentityFile,
  type SeenCertificates,
} from './seen-certificates';
import { readMembers } from './zookeeper-members';
import { readPlainPorts } from './read-plain-ports';
import { readTopics } from './read-topics';

/** What one look may do otherwise than the others by the same way. */
export interface HowToLook {
  /** @default - the way that all looks go */
  readonly reach?: Reach;
  /** What another look of the same moment has seen of them. @default - each port is asked */
  readonly certificates?: () => Promise<SeenCertificates | undefined>;
}

export interface ReadClusterStateOptions extends Omit<HowToLook, 'reach'> {
  readonly topology: Topology;
  readonly reach: Reach;
  readonly signal: AbortSignal;
  /** Connections that outlast this look. @default - this look has its own */
  readonly connections?: LookConnections | undefined;
  /** @default - nobody looks into the files of certificates */
  readonly readIdentity?: ReadIdentityFile;
}

const REASSIGNMENT_LIMIT_MS = 9_000;

/** Connections by which looks at a cluster are made. */
export interface LookConnections {
  readonly kafka: KafkaAccess;
  /** The same way as theirs, which notes why a host is not reached by it. */
  readonly reach: Reach;
  /** Why hosts were not reached since this was asked last. */
  readonly takeUnreached: () => ReadonlyMap<string, Problem>;
}

/** Opens connections for looks; they are made when first needed, and end with `kafka`, or the signal. */
export function openLookConnections({
  topology,
  reach,
  signal,
}: Pick<ReadClusterStateOptions, 'topology' | 'reach' | 'signal'>): LookConnections {
  let unreached = new Map<string, Problem>();
  const noting: Reach = (address, port) =>
    reach(address, port).catch((error: unknown) => {
      const host = topology.hosts.find((each) => each.address === address);
      if (host && error instanceof HostError) unreached.set(host.name, error.problem);
      throw error;
    });
  const noted = reachBy(reach.kept, reachWith(noting, reach.credentials));
  return {
    kafka: openKafka({ reach: noted, security: topology.spec.security, signal }),
    reach: noted,
    takeUnreached: () => {
      const taken = unreached;
      unreached = new Map();
      return taken;
    },
  };
}

/** Looks at the cluster once. Who gives no answer is missing in it; nothing is tried twice. */
export async function readClusterState(options: ReadClusterStateOptions): Promise<ClusterState> {
  const { topology, signal, readIdentity, connections = openLookConnections(options) } = options;
  const { kafka, reach, takeUnreached } = connections;
  const {
    certificates: readCertificates = () => readSeenCertificates(topology, reach, readIdentity),
  } = options;
  try {
    const [brokers, members, certificates, plainPorts] = await Promise.all([
      readBrokersAndTopics({ topology, kafka }),
      readMembers(topology, openZookeeper({ reach, security: topology.spec.security, signal })),
      readCertificates(),
      readPlainPorts(topology, reach),
    ]);
    return { ...brokers, ...members, certificates, plainPorts, unreached: takeUnreached() };
  } finally {
    if (!options.connections) await kafka.close();
  }
}

async function readBrokersAndTopics({
  topology,
  kafka,
}: Brokers): Promise<Omit<ClusterState, 'members' | 'silentMembers' | 'unreached'>> {
  const state = await readBrokers({ topology, kafka });
  const nothingOfTopics = { ...state, ...NOTHING_OF_TOPICS };
  const [id = -1] = state.controllers.values();
  if (!brokerHosts(topology).some(({ broker }) => broker.id === id)) return nothingOfTopics;
  const controller = kafka.broker(brokerWithId(topology, id));
  const asked = Promise.all([
    readTopics(topology, controller),
    readReassignments(controller),
    readClients(topology, controller),
  ]);
  const [told] = (await collectAnswers([asked])).answers;
  if (told) {
    const [seen, adding, clients] = told;
    const caughtUp = await readCatchUp({ topology, kafka }, { ...state, ...seen });
    const moves = { reassignments: [...adding.keys()], adding };
    const throttled = [...state.throttled, ...seen.throttled];
    return { ...state, ...seen, throttled, ...moves, ...caughtUp, clients };
  }
  // A controller that is not reached, or ends in this moment, leaves nothing to say of topics: no
  // look is healthy then.
  const none = [...state.controllers.keys()].map((name) => [name, -1] as const);
  return { ...nothingOfTopics, controllers: new Map(none) };
}

const NOTHING_OF_TOPICS = {
  ...{ topics: [], topicSettings: new Map<string, FoundSettings>(), quotas: [] },
  ...{ reassignments: [], adding: new Map<string, readonly number[]>() },
  ...{ logBytes: new Map<number, bigint>(), leaderBytes: new Map<number, bigint>() },
};

/** Undefined where everybody is let in. */
async function readClients(
  { spec }: Topology,
  controller: BrokerAccess,
): Promise<ClusterState['clients']> {
  return spec.security.kind === 'plaintext' ? undefined : await readFoundClients(controller);
}

/** The partitions that are moved, each with the brokers that are to have a replica of it. */
async function readReassignments(controller: BrokerAccess): Promise<ClusterState['adding']> {
  const { topics } = await controller.ask(
    listPartitionReassignmentsV0.api,
    REASSIGNMENT_LIMIT_MS,
    null,
  );
  return new Map(
    topics.flatMap(({ name, partitions }) =>
      partitions.map(
        ({ partitionIndex, addingReplicas }) =>
          [`${name}-${partitionIndex}`, addingReplicas] as const,
      ),
    ),
  );
}
