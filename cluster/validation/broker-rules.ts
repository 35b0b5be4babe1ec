import type { Problem } from '../errors';
import type { KafkaClusterSpec } from '../spec';
import { duplicates } from './duplicates';

export function brokerIdsUnique({ brokers }: KafkaClusterSpec): readonly Problem[] {
  if (brokers.length === 0) {
    return [
      {
        path: 'brokers',
        rule: 'name at least one broker',
        value: [],
        remedy: 'List { id, rack } of each; three survive a loss',
      },
    ];
  }
  return duplicates(
    brokers.map(({ id }) => id),
    (index) => `brokers[${index}].id`,
    'Give each broker an id that no other has or had',
  );
}

/**
 * Kafka spreads the replicas of every partition over the racks in turn, so a rack with fewer
 * brokers gives each of them more replicas: its disks fill first.
 */
export function racksEqual({ brokers }: KafkaClusterSpec): readonly Problem[] {
  const counts = countBy(brokers.map(({ rack }) => rack));
  if (new Set(counts.values()).size <= 1) return [];
  const found = [...counts].map(([rack, count]) => `${rack}: ${count}`).join(', ');
  return [
    {
      path: 'brokers',
      rule: 'be as many in each rack',
      value: found,
      remedy: 'Move brokers between racks, or give all brokers one rack if they fail alone',
    },
  ];
}

export function countBy(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
