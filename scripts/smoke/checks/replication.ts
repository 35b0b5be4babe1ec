import { ConfigResourceTypes, describeConfigsV4 } from '@platformatic/kafka';
import type { BrokerAccess } from '../../cluster-access/kafka-access';
import { counted } from '../counted';
import { findController, readMetadata, type TopicMetadata } from '../../cluster-access/ask-brokers';
import {
  fragileTopics,
  judgeReplication,
  type TopicToJudge,
} from '../../health/cluster/judge-replication';
import { failOnProblems, type SmokeCheck } from '../smoke-check';
import { isSmokeTopic } from '../../health/cluster/smoke-topic-name';

/** Asks the controller about all topics, save those of smoke checks, which come and go meanwhile. */
export const replication: SmokeCheck = {
  id: 'replication',
  title: 'Every partition has a leader, and all of its replicas are in sync',
  run: async ({ topology, kafka }) => {
    const controller = kafka.broker(await findController({ topology, kafka }));
    const { topics } = await readMetadata(controller, 'all');
    const judged = await withMinInsyncReplicas(
      controller,
      topics.filter(({ name }) => !isSmokeTopic(name ?? '')),
    );
    failOnProblems(judgeReplication(judged));
    if (judged.length === 0) return 'no topics yet';
    const partitions = judged.reduce((sum, { topic }) => sum + topic.partitions.length, 0);
    const fragile = fragileTopics(judged);
    const warning = `; with a broker down, no writes to ${fragile.join(', ')}`;
    const seen = `${counted(partitions, 'partition')} of ${counted(judged.length, 'topic')}`;
    return fragile.length > 0 ? `${seen}${warning}` : seen;
  },
};

const MIN_ISR = 'min.insync.replicas';

async function withMinInsyncReplicas(
  broker: BrokerAccess,
  topics: readonly TopicMetadata[],
): Promise<readonly TopicToJudge[]> {
  if (topics.length === 0) return [];
  const resources = topics.map(({ name }) => ({
    resourceType: ConfigResourceTypes.TOPIC,
    resourceName: name ?? '',
    configurationKeys: [MIN_ISR],
  }));
  const { results } = await broker.ask(describeConfigsV4.api, resources, false, false);
  const minimum = new Map(
    results.map(({ resourceName, configs }) => [resourceName, Number(configs[0]?.value ?? 1)]),
  );
  return topics.map((topic) => ({
    topic,
    minInsyncReplicas: minimum.get(topic.name ?? '') ?? 1,
  }));
}
