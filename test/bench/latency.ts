import type { BenchOptions } from './support/bench-options';
import { withClusters, type ClusterPlan } from './support/bench-cluster';
import { formatNumber, markdownTable, medianAndRange } from './support/markdown-table';
import { withWarmSides } from './support/sides';
import { median, percentile } from './support/statistics';
import { sendAtRate, type Steady } from './support/steady-load';
import { RENDERED, STOCK } from './support/stock-settings';
import { turns } from './support/turns';

const RATE = 10_000;
const RECORD_BYTES = 200;
/** Warms the brokers up, as fast as they can. */
const WARM_UP = {
  ...({ acks: 'all', recordBytes: RECORD_BYTES, batchBytes: 16_384 } as const),
  ...{ partitions: 6, replicationFactor: 3 },
};
const PERCENTILES = { p50: 0.5, p95: 0.95, p99: 0.99, 'p99.9': 0.999 };

/** From when a record was due to be sent until all in-sync replicas have it, at a fixed rate. */
export async function latency(options: BenchOptions): Promise<string> {
  return await compareLatency([RENDERED, STOCK], options);
}

/** The same for other sides. */
export async function compareLatency(
  plans: readonly ClusterPlan[],
  { signal, records = 600_000, rounds = 4 }: BenchOptions,
): Promise<string> {
  return await withClusters(plans, signal, (...clusters) =>
    withWarmSides(clusters, WARM_UP, async (sides) => {
      const runs = sides.map(() => [] as Steady[]);
      for (const side of turns(rounds, sides)) {
        const load = { rate: RATE, recordBytes: RECORD_BYTES, records: records / rounds };
        runs[sides.indexOf(side)]!.push(await sendAtRate(side, load));
      }
      return markdownTable(
        ['side', ...Object.keys(PERCENTILES).map((name) => `${name}, ms`), 'processor µs a record'],
        sides.map(({ cluster }, index) => row(cluster.name, runs[index]!)),
      );
    }),
  );
}

function row(name: string, runs: readonly Steady[]): readonly string[] {
  return [
    name,
    ...Object.values(PERCENTILES).map((share) =>
      medianAndRange(runs.map(({ latenciesMs }) => percentile(latenciesMs, share))),
    ),
    formatNumber(median(runs.map(({ microsPerRecord }) => microsPerRecord)), 1),
  ];
}
