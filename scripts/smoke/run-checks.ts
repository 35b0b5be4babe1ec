import type { Problem } from '../../cluster/errors';
import { AccessError } from '../cluster-access/access-error';
import { withBrokers } from '../cluster-access/with-brokers';
import { withKeptConnections } from '../cluster-access/with-kept-connections';
import { SMOKE_CHECKS } from './checks';
import { noteCluster } from '../health/cluster/judge-cluster';
import { Patience } from './patience';
import { requireAnyAnswer } from './require-any-answer';
import { runCheck } from './run-check';
import { SharedLook } from './shared-look';
import type { SmokeCheck } from './smoke-check';
import { afterwards } from './afterwards';
import { openSmokeClient } from './smoke-client';
import type { SmokeContext } from './smoke-context';
import type { CheckResult, SmokeReport } from './smoke-report';
import { SmokeTopic, type SmokeTopicOptions } from './topic/smoke-topic';

export interface RunChecksOptions extends Pick<SmokeTopicOptions, 'afterProduce'> {
  /** @default - all checks of the registry */
  readonly checks?: readonly SmokeCheck[];
  /** Called with each result as soon as it is known. */
  readonly onResult?: (result: CheckResult) => void;
  /** Interrupts the run: it removes what it made, then raises the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * How long the cluster may take to settle, counted anew whenever a check passes that had failed:
   * until then a check that failed looks again, a second time in any case, for leaders and
   * coordinators may move at any moment. Brokers that are missing are waited for. With 0, each check
   * looks once.
   * @default 2000
   */
  readonly settleMs?: number;
  /** For one attempt of one check. @default 20000 */
  readonly limitMs?: number;
}

const REMOVAL_LIMIT_MS = 15_000;

/**
 * Runs the smoke checks side by side. A check that throws is a failed check.
 *
 * @throws UserError where no process of the cluster answers at all
 */
export async function runChecks(
  context: SmokeContext,
  options: RunChecksOptions = {},
): Promise<SmokeReport> {
  return await withKeptConnections(context.reach, (reach) => runBy({ ...context, reach }, options));
}

async function runBy(given: SmokeContext, options: RunChecksOptions): Promise<SmokeReport> {
  const { settleMs = 2_000, limitMs = 20_000, onResult } = options;
  const signal = options.signal ?? new AbortController().signal;
  const startedAt = new Date();
  const start = performance.now();
  await requireAnyAnswer(given, { durationMs: settleMs, signal });
  const client = await openSmokeClient(given, signal);
  const { context } = client;
  const { afterProduce } = options;
  const topic = new SmokeTopic({ context, waitForBrokersMs: settleMs, signal, afterProduce });
  const looks = new SharedLook(context, signal);
  const run = {
    ...{ context, topic, signal, limitMs, look: looks.look },
    patience: new Patience(settleMs),
    minAttempts: settleMs > 0 ? 2 : 1,
  };
  const asked = options.checks ?? SMOKE_CHECKS;
  const checks = asked.filter(({ needsHosts }) => !needsHosts || context.hosts !== undefined);
  const leftOut = asked.filter((check) => !checks.includes(check)).map(({ id }) => id);
  const leftBehind: Problem[] = [];
  const results = await Promise.all(
    checks.map(async (check) => {
      const result = await runCheck(check, run);
      onResult?.(result);
      return result;
    }),
  ).finally(async () => {
    looks.end();
    leftBehind.push(...(await removeTopic(context, topic, signal)), ...(await client.remove()));
  });
  // It may have been interrupted when nothing was left that would have noticed.
  signal.throwIfAborted();
  const { topology } = context;
  const { latest: state } = looks;
  return {
    clusterName: topology.spec.clusterName,
    notes: state ? noteCluster({ topology, state }) : [],
    startedAt,
    durationMs: performance.now() - start,
    results,
    leftOut,
    leftBehind,
  };
}

async function removeTopic(
  context: SmokeContext,
  topic: SmokeTopic,
  run: AbortSignal,
): Promise<readonly Problem[]> {
  const signal = AbortSignal.timeout(REMOVAL_LIMIT_MS);
  const { topology, reach } = afterwards(context, run);
  try {
    await withBrokers({ topology, reach, signal }, ({ kafka }) => topic.remove(kafka));
    return [];
  } catch (error) {
    const value = error instanceof AccessError ? error.problem.value : (error as Error).message;
    const remedy = 'Nothing to do: the first run that can removes it, an hour from now or later';
    return [{ path: 'The smoke topic', rule: 'be removed', value, remedy }];
  }
}
