import type { Problem } from '../../../cluster/errors';
import {
  findInternalTopics,
  judgeInternalTopics,
  type InternalTopic,
} from '../../health/cluster/judge-internal-topics';
import { judgeController } from '../../health/cluster/judge-controller';
import { judgeInternalDurability } from '../../health/cluster/judge-durability';
import { failOnProblems } from '../check-failure';
import { findCoordinator, whileCoordinatorMoves } from '../../cluster-access/group-coordinator';
import type { SmokeCheck } from '../smoke-check';

const JUDGES = [judgeInternalTopics, judgeInternalDurability];

export const internalTopics: SmokeCheck = {
  id: 'internal-topics',
  title: "Kafka's own topics have the replicas that the settings ask for",
  judges: JUDGES,
  run: async ({ topology, kafka, look, signal }) => {
    // Asking for a group's coordinator makes Kafka make __consumer_offsets, if there is none yet.
    await whileCoordinatorMoves(signal, () => findCoordinator({ topology, kafka }, 'any-group'));
    const cluster = { topology, state: await look({ anew: true }) };
    // Only it tells which topics there are.
    failOnProblems(judgeController(cluster));
    const found = findInternalTopics(cluster);
    failOnProblems([...judgeNeeded(found), ...JUDGES.flatMap((judge) => judge(cluster))]);
    return found.map(describeTopic).join('; ');
  },
};

/** The topic that must be there by now: the other one is made at the first transaction. */
export function judgeNeeded(topics: readonly InternalTopic[]): readonly Problem[] {
  return topics
    .filter(({ name, replicas }) => name === '__consumer_offsets' && replicas.length === 0)
    .map(({ name }) => ({
      path: name,
      rule: 'be there, for a consumer group has been asked for',
      remedy: "Look at AutoTopicCreation in the controller's server.log",
    }));
}

function describeTopic({ name, replicas }: InternalTopic): string {
  const [first] = replicas;
  return first === undefined
    ? `${name} not used yet`
    : `${name} ${replicas.length} partitions × ${first} replicas`;
}
