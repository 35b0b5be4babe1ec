import { formatProblem } from '../../cluster/errors';
import type { LiveCluster } from '../health/deployed-cluster';
import { print } from '../terminal/print';

/** A broker that has just been started may take as long as smoke checks wait for it. */
export const SETTLE_MS = 120_000;

interface Telling {
  /** Whether one look is all. */
  readonly dryRun?: true | undefined;
  readonly signal: AbortSignal;
}

/**
 * Files are not all: what else is wrong is told by the same judge as everywhere.
 *
 * @returns the exit code
 */
export async function tellIfUnwell(
  { topology, look, judgeHosts }: Pick<LiveCluster, 'topology' | 'look' | 'judgeHosts'>,
  { dryRun, signal }: Telling,
): Promise<number> {
  const { untilWell } = await import('../health/until-well.js');
  const limitMs = dryRun ? 0 : SETTLE_MS;
  const { found, state } = await untilWell({ topology, look, limitMs, signal, onProgress: print });
  const problems = [...found, ...(await judgeHosts({ state }))].map(formatProblem);
  if (problems.length === 0) return 0;
  new Set(problems).forEach((problem) => print(problem));
  print(`${topology.spec.clusterName} is not as it should be, and converge has no more to bring.`);
  return 1;
}
