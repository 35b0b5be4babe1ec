import plainLocalSpec from '../support/plain-local.spec';
import type { BenchOptions } from './support/bench-options';
import { withClusters } from './support/bench-cluster';
import { comparison } from './support/comparison';
import { markdownTable } from './support/markdown-table';
import { measureEach } from './support/measure-each';
import { measureInTurns, withWarmSides } from './support/sides';
import { RENDERED, STOCK } from './support/stock-settings';

const PARTITIONS = [2, 400, 1_600, 4_000];
/** As a shipper is set up: compressed, and a little patience for fuller batches. */
const SHIPPER = {
  ...({ acks: 'all', recordBytes: 200, batchBytes: 65_536 } as const),
  settings: ['compression.type=lz4', 'linger.ms=20'],
};

/** One producer with acks=all and three replicas, into topics of few and of many partitions. */
export async function partitions(options: BenchOptions): Promise<string> {
  const rows = await measureEach(PARTITIONS, options.signal, (count) => measure(count, options));
  return markdownTable(
    [
      ...['partitions', 'rendered, records/s', 'stock', 'ratio'],
      ...['rendered, processor µs a record', 'stock', 'ratio'],
    ],
    rows,
  );
}

/** On clusters of their own: the rendered settings follow from the spec's number of partitions. */
async function measure(
  count: number,
  { signal, records = 10_000_000, rounds = 4 }: BenchOptions,
): Promise<readonly string[]> {
  console.error(`${count} partitions`);
  const spec = { ...plainLocalSpec, workload: { ...plainLocalSpec.workload, partitions: count } };
  const plans = [RENDERED, STOCK].map((plan) => ({ ...plan, spec }));
  return await withClusters(plans, signal, (...clusters) =>
    withWarmSides(
      clusters,
      { ...SHIPPER, partitions: count, replicationFactor: 3 },
      async (sides) => {
        const measured = await measureInTurns(sides, { rounds, records });
        const [rendered = [], stock = []] = [...measured.values()];
        return [count.toLocaleString('en'), ...comparison(rendered, stock)];
      },
    ),
  );
}
