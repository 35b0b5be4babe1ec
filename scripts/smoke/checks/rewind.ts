import type { KafkaAccess } from '../../cluster-access/kafka-access';
import type { Problem } from '../../../cluster/errors';
import { judgeReadBack } from '../topic/judge-read-back';
import { readPartition } from '../topic/read-partition';
import { failOnProblems } from '../check-failure';
import type { SmokeCheck } from '../smoke-check';
import type { FilledPartition } from '../topic/smoke-topic';

/** Reads every partition to its end, then again from its middle and from its start. */
export const rewind: SmokeCheck = {
  id: 'rewind',
  title: 'A reader that goes back reads the same again',
  run: async (context) => {
    const { kafka, topic } = context;
    const filled = await topic.filled(context);
    const problems = await Promise.all(filled.map((partition) => goBack(kafka, partition)));
    failOnProblems(problems.flat());
    return `${filled.length} partitions read to the end, again from the middle and from the start`;
  },
};

async function goBack(kafka: KafkaAccess, partition: FilledPartition): Promise<readonly Problem[]> {
  const { produced, leader } = partition;
  const read = (from?: bigint) => readPartition(kafka.broker(leader, 'client'), partition, from);
  const once = await read();
  // Where nothing is left to read twice, everything is lost.
  const expected = once.length > 0 ? once : produced;
  const secondHalf = expected.slice(Math.floor(expected.length / 2));
  const fromMiddle = await read(secondHalf[0]?.offset);
  const again = await read();
  return [
    ...judgeReadBack(partition, fromMiddle, secondHalf),
    ...judgeReadBack(partition, again, expected),
  ];
}
