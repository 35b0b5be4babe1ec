import type { BenchCluster } from './bench-cluster';
import type { Measured, Side } from './measure-window';
import { measureWindow } from './measure-window';
import { startProducer, type ProducerLoad } from './producer';
import { createTopic, deleteTopic, type TopicShape } from './topics';
import { turns } from './turns';
import { warmUp } from './warm-up';

/** What is written, and where to. */
export interface Load extends TopicShape, ProducerLoad {
  /** @default 1 */
  readonly producers?: number;
}

/** Runs the body with producers of one load at each cluster, warm and paused; they and their topics are gone afterwards. */
export async function withWarmSides<T>(
  clusters: readonly BenchCluster[],
  load: Load,
  body: (sides: readonly Side[]) => Promise<T>,
): Promise<T> {
  const sides: Side[] = [];
  try {
    for (const cluster of clusters) sides.push(await startSide(cluster, load));
    const records = await warmUp(sides);
    for (const [index, { cluster }] of sides.entries()) {
      console.error(`${cluster.name}: warm after ${records[index]} records`);
    }
    return await body(sides);
  } finally {
    await Promise.all(sides.flatMap(({ producers }) => producers.map((each) => each.stop())));
    for (const { cluster, topic } of sides) {
      if (!cluster.signal.aborted) await deleteTopic(cluster, topic);
    }
  }
}

let topicsMade = 0;

async function startSide(cluster: BenchCluster, load: Load): Promise<Side> {
  const topic = await createTopic(cluster, `load-${(topicsMade += 1)}`, load);
  const producers = Array.from({ length: load.producers ?? 1 }, () =>
    startProducer(cluster, topic.name, load),
  );
  const side = { cluster, topic, producers };
  // Connected, before it is paused for the first time.
  await measureWindow(side, { records: 1 });
  return side;
}

/** Measures the sides in turns, the same number of records in each. */
export async function measureInTurns(
  sides: readonly Side[],
  { rounds, records }: { readonly rounds: number; readonly records: number },
): Promise<ReadonlyMap<Side, readonly Measured[]>> {
  const measured = new Map(sides.map((side) => [side, [] as Measured[]]));
  for (const side of turns(rounds, sides)) {
    const idle = sides.filter((other) => other !== side).map(({ cluster }) => cluster);
    const window = await measureWindow(side, { records: Math.ceil(records / rounds) }, idle);
    measured.get(side)!.push(window);
    console.error(
      `${side.cluster.name}: ${Math.round(window.recordsPerSecond)} records/s, ` +
        `${window.microsPerRecord.toFixed(1)} µs of processor time each`,
    );
  }
  return measured;
}
