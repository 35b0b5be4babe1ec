import type { Topology } from '../../../cluster/topology';
import { readMetadata } from '../../cluster-access/ask-brokers';
import type { BrokerAccess } from '../../cluster-access/kafka-access';
import { isSmokeTopic } from '../smoke-topic-name';
import { readQuotas } from '../topics/read-quotas';
import { readTopicSettings } from '../topics/read-topic-settings';
import type { ClusterState } from './cluster-state';

const MIN_ISR = 'min.insync.replicas';
/** Which replicas of a topic are throttled, beside the rates of their brokers. */
const THROTTLED = [
  'leader.replication.throttled.replicas',
  'follower.replication.throttled.replicas',
];
/** What is asked of topics that no spec names: how safe their records are, and how long they are kept. */
const OF_ANY_TOPIC = [
  ...[MIN_ISR, 'unclean.leader.election.enable', ...THROTTLED],
  ...['retention.ms', 'retention.bytes', 'cleanup.policy'],
];

/** All that a look says of topics; they are without those of smoke checks, which come and go meanwhile. */
export type SeenTopics = Pick<ClusterState, 'topics' | 'topicSettings' | 'quotas' | 'throttled'>;

/**
 * Asks the controller about all topics, which of them are throttled, and quotas.
 *
 * @param only whose settings are asked for, all of them; of others nothing but their partitions is known then
 */
export async function readTopics(
  { spec }: Topology,
  controller: BrokerAccess,
  only?: ReadonlySet<string>,
): Promise<SeenTopics> {
  const [{ topics }, quotas] = await Promise.all([
    readMetadata(controller, 'all'),
    readQuotas(controller),
  ]);
  const declared = new Set(spec.topics.map(({ name }) => name));
  const judged = topics.filter(({ name }) => !isSmokeTopic(name ?? ''));
  const topicSettings = await readTopicSettings(
    controller,
    judged
      .map(({ name }) => name ?? '')
      .filter((name) => only?.has(name) ?? true)
      .map((name) => ({
        name,
        keys: only || declared.has(name) ? undefined : OF_ANY_TOPIC,
      })),
  );
  const valueOf = (name: string | null | undefined, key: string) =>
    topicSettings.get(name ?? '')?.get(key)?.value;
  return {
    topics: judged.map((topic) => ({
      topic,
      minInsyncReplicas: Number(valueOf(topic.name, MIN_ISR) ?? 1),
    })),
    ...{ topicSettings, quotas },
    throttled: judged
      .filter(({ name }) => THROTTLED.some((key) => valueOf(name, key)))
      .map(({ name }) => `topic ${name}`),
  };
}
