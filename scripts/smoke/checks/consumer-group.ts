import type { Problem } from '../../../cluster/errors';
import {
  commitOffsets,
  deleteGroup,
  findCoordinator,
  joinGroup,
  leaveGroup,
  readCommittedOffsets,
  takeAll,
  type GroupOffsets,
  type Member,
} from '../consumer-group';
import { countRecords, judgeReadBack } from '../judge-read-back';
import { readPartition } from '../read-partition';
import { failOnProblems, type CheckContext, type SmokeCheck } from '../smoke-check';

const LOG = "Look at GroupCoordinator in server.log of the group's coordinator";

/** Goes the way of a consumer, and then looks up its place as the next one would. */
export const consumerGroup: SmokeCheck = {
  id: 'consumer-group',
  title: 'A consumer group joins, reads, commits, leaves, and its place is kept',
  run: async (context) => {
    const { topic, signal } = context;
    const [first] = await topic.made();
    const name = first?.topic ?? '';
    const coordinator = await findCoordinator(context, name, signal);
    const member = await joinGroup(coordinator, { group: name, topic: name, signal });
    const ends = await readAndCommit(context, member).finally(() => leaveGroup(member));
    const committed = await readCommittedOffsets(member);
    failOnProblems(judgeCommitted(ends, committed));
    await deleteGroup(member);
    return `${countRecords(await topic.filled())} records read, ${ends.size} offsets committed and found again`;
  },
};

/** @returns the ends of all partitions, as committed */
async function readAndCommit(
  { kafka, topic }: CheckContext,
  member: Member,
): Promise<GroupOffsets> {
  const filled = await topic.filled();
  const all = filled.map(({ partition }) => partition);
  failOnProblems(judgeShare(all, await takeAll(member, all)));
  const ends = await Promise.all(
    filled.map(async (partition) => {
      const consumed = await readPartition(kafka.broker(partition.leader), partition);
      failOnProblems(judgeReadBack(partition, consumed));
      return [partition.partition, (consumed.at(-1)?.offset ?? -1n) + 1n] as const;
    }),
  );
  await commitOffsets(member, new Map(ends));
  return new Map(ends);
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
