import type { Problem } from '../errors';
import { resolveTopicDefaults } from '../resolve-spec';
import type { KafkaClusterSpec } from '../spec';

/** A topic with the defaults can be made, and a broker can restart without refusing its writes. */
export function replicationFits({ brokers, topicDefaults }: KafkaClusterSpec): readonly Problem[] {
  const { replicationFactor, minInsyncReplicas } = resolveTopicDefaults(topicDefaults);
  const problems: Problem[] = [];
  if (replicationFactor > brokers.length) {
    problems.push({
      path: 'topicDefaults.replicationFactor',
      rule: `be at most the number of brokers (${brokers.length})`,
      value: replicationFactor,
      remedy: `Add brokers, or set it to ${Math.max(brokers.length, 1)}`,
    });
  }
  if (replicationFactor <= minInsyncReplicas) {
    problems.push({
      path: 'topicDefaults.minInsyncReplicas',
      rule: `be below topicDefaults.replicationFactor (${replicationFactor}), or every restart of a broker refuses writes`,
      value: minInsyncReplicas,
      remedy:
        replicationFactor > 1
          ? `Set it to ${replicationFactor - 1} or less`
          : 'Raise replicationFactor to 3 and set this to 2',
    });
  }
  return problems;
}

/** Replicas that share a rack are lost together; legal, but worth a word. */
export function replicasShareRacks({
  brokers,
  topicDefaults,
}: KafkaClusterSpec): readonly Problem[] {
  const racks = new Set(brokers.map(({ rack }) => rack)).size;
  const { replicationFactor, minInsyncReplicas } = resolveTopicDefaults(topicDefaults);
  const lostWithOneRack = Math.ceil(replicationFactor / racks);
  if (replicationFactor - lostWithOneRack >= minInsyncReplicas) return [];
  return [
    {
      path: 'brokers',
      rule: `stand in enough racks that the loss of one leaves ${minInsyncReplicas} in-sync replicas`,
      value: `${racks} rack${racks === 1 ? '' : 's'} for ${replicationFactor} replicas`,
      remedy: `Spread them over ${replicationFactor} racks, or accept that the loss of a rack stops writes`,
    },
  ];
}
