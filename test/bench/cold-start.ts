import { runChecks } from '../../scripts/smoke/run-checks';
import { smokeContext } from '../../scripts/smoke/smoke-context';
import { ensureDistribution } from '../../scripts/distribution/ensure-distribution';
import { markdownTable, medianAndRange } from './support/markdown-table';
import { withLocalCluster } from './support/with-local-cluster';

/** From nothing running to all checks passed: where the seconds go. */
export async function coldStart({ rounds = 5 }: { readonly rounds?: number }): Promise<string> {
  await ensureDistribution();
  const servingSeconds: number[] = [];
  const checkedSeconds: number[] = [];
  const totalSeconds: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await withLocalCluster(async ({ topology }) => {
      const serving = performance.now();
      const report = await runChecks(smokeContext(topology));
      const failed = report.results.filter(({ passed }) => !passed);
      if (failed.length > 0) throw new Error(`failed: ${failed.map(({ id }) => id).join(', ')}`);
      const end = performance.now();
      servingSeconds.push((serving - start) / 1_000);
      checkedSeconds.push((end - serving) / 1_000);
      totalSeconds.push((end - start) / 1_000);
    });
  }
  return markdownTable(
    ['part', `seconds, median of ${rounds} (least-most)`],
    [
      ['six processes started, until all brokers serve', medianAndRange(servingSeconds)],
      ['all smoke checks', medianAndRange(checkedSeconds)],
      ['both', medianAndRange(totalSeconds)],
    ],
  );
}
