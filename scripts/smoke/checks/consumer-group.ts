import { randomBytes } from 'node:crypto';
import type { Problem } from '../../../cluster/errors';
import type { KafkaAccess } from '../../cluster-access/kafka-access';
import { findCoordinator, whileCoordinatorMoves } from '../../cluster-access/group-coordinator';
import {
  commitOffsets,
  deleteGroup,
  joinGroup,
  leaveGroup,
  readCommittedOffsets,
  takeAll,
  type GroupOffsets,
  type Member,
} from '../consumer-group';
import { countRecords, judgeReadBack } from '../topic/judge-read-back';
import { readPartition } from '../topic/read-partition';
import { failOnProblems } from '../check-failure';
import type { CheckContext, SmokeCheck } from '../smoke-check';

const LOG = "Look at GroupCoordinator in server.log of the group's coordinator";

/** Goes the way of a consumer, and then looks up its place as the next one would. */
export const consumerGroup: SmokeCheck = {
  id: 'consumer-group',
  title: 'A consumer group joins, reads, commits, leaves, and its place is kept',
  run: async (context) => {
    // The coordinator holds a new group's first member back, and with it all that is asked after it.
    const apart = context.kafka.apart();
    return await whileCoordinatorMoves(context.signal, () => goTheWay(context, apart)).finally(() =>
      apart.close(),
    );
  },
};

async function goTheWay(context: CheckContext, apart: KafkaAccess): Promise<string> {
  const { name } = context.topic;
  // A group of its own each time: one that was joined before would wait for its old member.
  const group = `${name}-${randomBytes(4).toString('hex')}`;
  const coordinator = apart.broker(await findCoordinator(context, group), 'client');
  const member = await joinGroup(coordinator, group, name);
  const { ends, records } = await readAndCommit(context, member).finally(() => leaveGroup(member));
  const committed = await readCommittedOffsets(member);
  failOnProblems(judgeCommitted(ends, committed));
  await deleteGroup(member);
  return `${records} records read, ${ends.size} offsets committed and found again`;
}

/** @returns the ends of all partitions, as committed, and how many records it read up to there */
async function readAndCommit(
  context: CheckContext,
  member: Member,
): Promise<{ readonly ends: GroupOffsets; readonly records: number }> {
  const filled = await context.topic.filled(context);
  const all = filled.map(({ partition }) => partition);
  failOnProblems(judgeShare(all, await takeAll(member, all)));
  const read = await Promise.all(
    filled.map(async (partition) => {
      const consumed = await readPartition(
        context.kafka.broker(partition.leader, 'client'),
        partition,
      );
      failOnProblems(judgeReadBack(partition, consumed));
      return [partition.partition, (consumed.at(-1)?.offset ?? -1n) + 1n] as const;
    }),
  );
  const ends = new Map(read);
  await commitOffsets(member, ends);
  return { ends, records: countRecords(filled) };
}

function judgeShare(all: readonly number[], mine: readonly number[]): readonly Problem[] {
  if (all.every((partition) => mine.includes(partition))) return [];
  const value = `partitions ${mine.join(', ')}`;
  return [
    { path: 'The only member', rule: `get partitions ${all.join(', ')}`, value, remedy: LOG },
  ];
}

/** What is wrong with the offsets that a group has committed. */
export function judgeCommitted(ends: GroupOffsets, committed: GroupOffsets): readonly Problem[] {
  return [...ends]
    .filter(([partition, end]) => committed.get(partition) !== end)
    .map(([partition, end]) => ({
      path: `Partition ${partition} of the smoke topic`,
      rule: `have offset ${end} committed`,
      value: committed.get(partition)?.toString() ?? 'none',
      remedy: LOG,
    }));
}
