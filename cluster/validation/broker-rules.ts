import type { Problem } from '../errors';
import { givenQuorum } from '../metadata';
import type { KafkaClusterSpec } from '../spec';
import { duplicates } from '../checks/duplicates';

/** One alone can't be restarted without refusing writes, and the steps of a deploy restart each. */
export function brokersEnough({ brokers }: KafkaClusterSpec): readonly Problem[] {
  if (brokers.length >= 2) return [];
  return [
    {
      path: 'brokers',
      rule: 'be two or more, so that one can be restarted while another takes the writes',
      value: brokers.length,
      remedy: 'List { id, rack } of each: three survive a loss during a restart',
    },
  ];
}

export function brokerIdsUnique({ brokers }: KafkaClusterSpec): readonly Problem[] {
  return duplicates(
    brokers.map(({ id }) => id),
    (index) => `brokers[${index}].id`,
    'Give each broker an id that no other has or had',
  );
}

/**
 * Kafka spreads the replicas of every partition over the racks in turn, so a rack with fewer
 * brokers gives each of them more replicas: its disks fill first. One more in a rack is how a cluster
 * grows by one.
 */
export function racksEven({ brokers }: KafkaClusterSpec): readonly Problem[] {
  const { most, least, found } = rackSizes(brokers);
  if (most - least <= 1) return [];
  return [
    {
      path: 'brokers',
      rule: 'be as many in each rack, or one more in some',
      value: found,
      remedy: 'Move brokers between racks, or give all brokers one rack if they fail alone',
    },
  ];
}

/** Legal, but the broker that is one more relieves only its own rack. */
export function racksDiffer({ brokers }: KafkaClusterSpec): readonly Problem[] {
  const { most, least, found } = rackSizes(brokers);
  if (most - least !== 1) return [];
  return [
    {
      path: 'brokers',
      rule: 'be as many in each rack, for all of them to hold as much',
      value: found,
      remedy:
        'Add one to each smaller rack, or accept that their brokers hold more and fill up first',
    },
  ];
}

function rackSizes(brokers: KafkaClusterSpec['brokers']) {
  const counts = countBy(brokers.map(({ rack }) => rack));
  return {
    most: Math.max(0, ...counts.values()),
    least: Math.min(Infinity, ...counts.values()),
    found: [...counts].map(([rack, count]) => `${rack}: ${count}`).join(', '),
  };
}

/** Racks that only upper and lower case tell apart are one, misspelt. */
export function racksSpeltApart(spec: KafkaClusterSpec): readonly Problem[] {
  const { quorum, path } = givenQuorum(spec);
  const own = 'onOwnHosts' in quorum ? quorum.onOwnHosts : [];
  const places = [
    ...spec.brokers.map(({ rack }, index) => ({ rack, path: `brokers[${index}].rack` })),
    ...own.map(({ rack }, index) => ({ rack, path: `${path}.onOwnHosts[${index}].rack` })),
  ];
  return places.flatMap(({ rack, path }) => {
    const first = places.find((other) => other.rack.toLowerCase() === rack.toLowerCase())!;
    if (first.rack === rack) return [];
    const remedy = `Write it as '${first.rack}', or give it another name`;
    return [{ path, rule: `differ from ${first.path} by more than case`, value: rack, remedy }];
  });
}

export function countBy(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
