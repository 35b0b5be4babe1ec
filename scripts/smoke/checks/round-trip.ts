import { countRecords, judgeReadBack } from '../topic/judge-read-back';
import { readPartition } from '../topic/read-partition';
import { failOnProblems } from '../check-failure';
import type { SmokeCheck } from '../smoke-check';

/** Reads back from every partition what all in-sync replicas acknowledged. */
export const roundTrip: SmokeCheck = {
  id: 'round-trip',
  title: 'What is produced with acks=all is read back: all of it, in order, byte for byte',
  run: async (context) => {
    const { kafka, topic } = context;
    const filled = await topic.filled(context);
    const problems = await Promise.all(
      filled.map(async (partition) =>
        judgeReadBack(
          partition,
          await readPartition(kafka.broker(partition.leader, 'client'), partition),
        ),
      ),
    );
    failOnProblems(problems.flat());
    return `${countRecords(filled)} records in ${filled.length} partitions, in batches of each codec`;
  },
};
