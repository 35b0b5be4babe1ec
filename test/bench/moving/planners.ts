import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureDistribution } from '../../../scripts/distribution/ensure-distribution';
import { groupBy } from '../../../scripts/cluster-access/group-by';
import { planMove } from '../../../scripts/moving/planning/plan-move';
import type { PlacedBroker, Placement } from '../../../scripts/moving/planning/placement';
import { findJava } from '../../../scripts/prerequisites/java';

/** The brokers of each partition afterwards, in the order of the partitions. */
export type Assignment = readonly (readonly number[])[];

/** What somebody makes of a placement. @param leaving ids of brokers that are to hold nothing */
export type Planner = (
  placement: Placement,
  leaving: ReadonlySet<number>,
) => Promise<Assignment> | Assignment;

export const PLANNERS: Readonly<Record<string, Planner>> = {
  'cdktf-kafka move': plan,
  'round robin': roundRobin,
  'kafka-reassign-partitions --generate': generate,
};

function plan(placement: Placement, leaving: ReadonlySet<number>): Assignment {
  const { moves } = planMove(placement, { leaving, onlyWhatMust: leaving.size > 0 });
  const moved = new Map(moves.map(({ topic, index, to }) => [`${topic}-${index}`, to]));
  return placement.partitions.map(
    ({ topic, index, replicas }) => moved.get(`${topic}-${index}`) ?? replicas,
  );
}

/** What a script of twenty lines does: each replica to the next broker. */
function roundRobin({ brokers, partitions }: Placement, leaving: ReadonlySet<number>): Assignment {
  const ids = staying(brokers, leaving).map(({ id }) => id);
  let next = 0;
  return partitions.map(({ replicas }) => replicas.map(() => ids[next++ % ids.length]!));
}

/** Kafka's own, by the method of its jar that `--generate` calls. */
async function generate(
  { brokers, partitions }: Placement,
  leaving: ReadonlySet<number>,
): Promise<Assignment> {
  const home = await ensureDistribution();
  const topics = groupBy(partitions, ({ topic }) => topic);
  const lines = [
    ...staying(brokers, leaving).map(({ id, rack }) => `broker ${id} ${rack}`),
    ...topics.map(([topic, own]) => `topic ${topic} ${own.length} ${own[0]!.replicas.length}`),
  ];
  const { status, stdout, stderr } = spawnSync(
    findJava() ?? 'java',
    ['-cp', join(home, 'libs', '*'), join(__dirname, 'GenerateAssignment.java')],
    { input: lines.join('\n'), encoding: 'utf8', maxBuffer: 2 ** 30 },
  );
  if (status !== 0) throw new Error(`GenerateAssignment ended with ${status}: ${stderr}`);
  const assigned = new Map(
    stdout.split('\n').flatMap((line) => {
      const [name, ids] = line.split(' ');
      return name && ids ? [[name, ids.split(',').map(Number)] as const] : [];
    }),
  );
  return partitions.map(({ topic, index }) => assigned.get(`${topic}-${index}`)!);
}

const staying = (brokers: readonly PlacedBroker[], leaving: ReadonlySet<number>) =>
  brokers.filter(({ id }) => !leaving.has(id));
