import { ListOffsetTimestamps } from '@platformatic/kafka';
import type { Problem } from '../../../cluster/errors';
import type { KafkaAccess } from '../../cluster-access/kafka-access';
import { listOffset, type ListedOffset } from '../topic/list-offset';
import { failOnProblems } from '../check-failure';
import type { SmokeCheck } from '../smoke-check';
import { TIMESTAMP_STEP_MS } from '../topic/smoke-records';
import type { FilledPartition } from '../topic/smoke-topic';

/** Looks up times around the known timestamps of the smoke topic's records. */
export const timeLookup: SmokeCheck = {
  id: 'time-lookup',
  title: 'Looking up a time finds the first record that is not older',
  run: async (context) => {
    const { kafka, topic } = context;
    const filled = await topic.filled(context);
    const problems = await Promise.all(filled.map((partition) => lookUpAll(kafka, partition)));
    failOnProblems(problems.flat());
    const times = planLookUps(filled[0]?.produced ?? []).map(({ what }) => what);
    return `${filled.length} partitions: ${times.join(', ')}`;
  },
};

/** A time to look up, and what the answer must be. */
export interface LookUp {
  readonly what: string;
  readonly time: bigint;
  readonly expected: ListedOffset;
}

/** Before, on, between and after the timestamps of records that stand a step apart. */
export function planLookUps(produced: FilledPartition['produced']): readonly LookUp[] {
  const middle = Math.floor(produced.length / 2);
  const [first, hit, next, last] = [0, middle, middle + 1, produced.length - 1].map(
    (index) => produced[index],
  );
  if (!first || !hit || !next || !last) return [];
  const none = { offset: -1n, timestampMs: -1 };
  const half = TIMESTAMP_STEP_MS / 2;
  return [
    { what: 'before the first', time: BigInt(first.timestampMs - half), expected: first },
    { what: 'a hit', time: BigInt(hit.timestampMs), expected: hit },
    { what: 'between two', time: BigInt(hit.timestampMs + half), expected: next },
    { what: 'the last', time: BigInt(last.timestampMs), expected: last },
    { what: 'after the last', time: BigInt(last.timestampMs + half), expected: none },
    { what: 'the newest', time: ListOffsetTimestamps.MAX, expected: last },
  ];
}

async function lookUpAll(
  kafka: KafkaAccess,
  partition: FilledPartition,
): Promise<readonly Problem[]> {
  const leader = kafka.broker(partition.leader, 'client');
  const problems: Problem[] = [];
  for (const { what, time, expected } of planLookUps(partition.produced)) {
    const found = await listOffset(leader, partition, time);
    if (found.offset === expected.offset && found.timestampMs === expected.timestampMs) continue;
    problems.push({
      path: `Partition ${partition.partition} of the smoke topic`,
      rule: `answer the look-up of ${what} with ${describe(expected)}`,
      value: describe(found),
      remedy: `Look at the .timeindex files of the partition on ${partition.leader.name}, and at message.timestamp.type`,
    });
  }
  return problems;
}

function describe({ offset, timestampMs }: ListedOffset): string {
  return offset === -1n ? 'none' : `offset ${offset} at ${new Date(timestampMs).toISOString()}`;
}
