import type { Problem } from '../../../cluster/errors';
import type { TopicMetadata } from '../../cluster-access/ask-brokers';
import type { EffectiveSetting } from '../settings/effective-setting';
import type { FoundClients } from '../clients/found-clients';
import type { FoundSettings, ManagedNames } from '../topics/found-topics';
import type { ResolvedQuota } from '../../../cluster/topics/resolve-quotas';
import type { OfflineCause } from './offline-cause';
import type { PlainPort } from './read-plain-ports';
import type { SeenCertificates } from './seen-certificates';
import type { ZookeeperMemberState } from './zookeeper-members';

/** What one look at a live cluster brought. Names are those of hosts, as in the topology. */
export interface ClusterState {
  /** Ids of the brokers that the answering ones know of. */
  readonly registered: readonly number[];
  /**
   * The controller that each answering broker names, by the host; -1 for none, also where the
   * controller itself gives no answer.
   */
  readonly controllers: ReadonlyMap<string, number>;
  /** All topics, save those of smoke checks, which come and go meanwhile. */
  readonly topics: readonly TopicState[];
  /** Of those of the spec all settings, of others those that say how safe their records are; by topic. */
  readonly topicSettings: ReadonlyMap<string, FoundSettings>;
  readonly quotas: readonly ResolvedQuota[];
  /** Who can log in, and what is granted. @default - the cluster lets in everybody, or nobody tells */
  readonly clients?: FoundClients | undefined;
  /** What processes show of who they are. @default - the cluster is not secured */
  readonly certificates?: SeenCertificates | undefined;
  /** Ports without TLS where somebody is let in. @default - the cluster is to have no others */
  readonly plainPorts?: readonly PlainPort[] | undefined;
  /** What a spec named when it was last brought to the cluster. @default - nobody knows */
  readonly managed?: ManagedNames | undefined;
  /** What each answering broker runs with, by its id. */
  readonly settings: ReadonlyMap<number, readonly EffectiveSetting[]>;
  /** Partitions whose replicas are being moved, such as `events-3`. */
  readonly reassignments: readonly string[];
  /** Of those partitions, the brokers that are to hold a replica and need not be in sync yet. */
  readonly adding: ReadonlyMap<string, readonly number[]>;
  /** Brokers and topics whose replication is throttled, such as `broker 1` and `topic events`. */
  readonly throttled: readonly string[];
  /** The folders of replicas of each answering broker, by its id. */
  readonly logDirs: ReadonlyMap<number, readonly LogDir[]>;
  /** Each ZooKeeper member that answers, by its host. */
  readonly members: ReadonlyMap<string, ZookeeperMemberState>;
  /** Of each answering broker that has replicas to catch up, the bytes of these: grow meanwhile. */
  readonly logBytes: ReadonlyMap<number, bigint>;
  /** How many bytes these will have, by their leaders. */
  readonly leaderBytes: ReadonlyMap<number, bigint>;
  /** By how many bytes a second each of these comes nearer to its leaders. @default - there was one look only */
  readonly catchUpRates?: ReadonlyMap<number, number>;
  /** Why the broker, or the ZooKeeper member, of a host gave no answer, by the host, as far as is known. */
  readonly silentBrokers: ReadonlyMap<string, unknown>;
  readonly silentMembers: ReadonlyMap<string, unknown>;
  /** Why there is no way to a host, by the host: its processes may be well, nobody could ask them. */
  readonly unreached: ReadonlyMap<string, Problem>;
}

/** A folder that a broker keeps replicas in. */
export interface LogDir {
  readonly path: string;
  /** A broker goes on without a folder that it could not write to, and without its replicas. */
  readonly isOnline: boolean;
  /** Why it is offline. @default - nobody could look */
  readonly cause?: OfflineCause;
  /** Of its disk; undefined where it is offline. */
  readonly sizeBytes: number | undefined;
  readonly freeBytes: number | undefined;
}

/** A topic, with the in-sync replicas below which it refuses writes with acks=all. */
export interface TopicState {
  readonly topic: TopicMetadata;
  readonly minInsyncReplicas: number;
}

/** Undefined where the answering brokers don't agree, or there is none. */
export function controllerOf({
  controllers,
}: Pick<ClusterState, 'controllers'>): number | undefined {
  const [named, ...others] = new Set(controllers.values());
  return named === undefined || named === -1 || others.length > 0 ? undefined : named;
}

/** The ids of the brokers that have replicas which are not in sync. */
export function brokersBehind(topics: ClusterState['topics']): ReadonlySet<number> {
  return new Set(
    topics
      .flatMap(({ topic }) => topic.partitions)
      .flatMap(({ replicaNodes, isrNodes }) => replicaNodes.filter((id) => !isrNodes.includes(id))),
  );
}

/** The host of the ZooKeeper leader. */
export function leaderOf({ members }: Pick<ClusterState, 'members'>): string | undefined {
  return [...members].find(([, { role }]) => role === 'leader')?.[0];
}
