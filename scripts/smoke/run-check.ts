import { setTimeout as sleep } from 'node:timers/promises';
import type { Problem } from '../../cluster/errors';
import { AccessError } from '../cluster-access/access-error';
import { withBrokers } from '../cluster-access/with-brokers';
import { HostError } from '../hosts/host-error';
import { CheckFailure } from './check-failure';
import type { CheckContext, SmokeCheck } from './smoke-check';
import type { SmokeContext } from './smoke-context';
import type { Patience } from './patience';
import type { CheckResult } from './smoke-report';
import type { SmokeTopic } from './topic/smoke-topic';

/** What all checks of a run have in common. */
export interface CheckRun {
  readonly context: SmokeContext;
  readonly topic: SmokeTopic;
  /** Looks at the cluster for all of them. */
  readonly look: CheckContext['look'];
  /** Ends the run. */
  readonly signal: AbortSignal;
  /** For one attempt. */
  readonly limitMs: number;
  /** For how long a check that failed looks again. */
  readonly patience: Patience;
  /** So often it looks in any case before it fails. */
  readonly minAttempts: number;
}

const PAUSE_MS = 250;

/**
 * Runs one check, again while it fails and the cluster has time to settle. Whatever it throws is
 * its result; only an interrupted run is raised.
 */
export async function runCheck(check: SmokeCheck, run: CheckRun): Promise<CheckResult> {
  const start = performance.now();
  for (let attempts = 1; ; attempts++) {
    const { evidence, problems } = await attempt(check, run);
    const now = performance.now();
    const passed = problems.length === 0;
    if (passed || (run.patience.isOver() && attempts >= run.minAttempts)) {
      const { id, title } = check;
      // At the first look it shows nothing of what others wait for.
      if (passed && attempts > 1) run.patience.renew();
      return { id, title, passed, evidence, problems, durationMs: now - start, attempts };
    }
    await sleep(PAUSE_MS, undefined, { signal: run.signal }).catch(() => undefined);
    run.signal.throwIfAborted();
  }
}

type Outcome = Pick<CheckResult, 'evidence' | 'problems'>;

async function attempt(check: SmokeCheck, run: CheckRun): Promise<Outcome> {
  const limit = AbortSignal.timeout(run.limitMs);
  const signal = AbortSignal.any([run.signal, limit]);
  const { topology, reach, hosts } = run.context;
  const { topic, look } = run;
  try {
    return await withBrokers({ topology, reach, signal }, async ({ kafka }) => {
      const looking = check.run({ topology, kafka, look, hosts, topic, signal });
      return { evidence: await Promise.race([looking, aborted(signal)]), problems: [] };
    });
  } catch (error) {
    run.signal.throwIfAborted();
    return {
      evidence: '',
      problems: limit.aborted ? [late(check, run)] : problemsOf(check, error),
    };
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

function late({ id }: SmokeCheck, { limitMs }: CheckRun): Problem {
  return {
    path: id,
    rule: `be done within ${limitMs / 1000} s`,
    remedy: 'Look at the load of the hosts, and at the other checks',
  };
}

function problemsOf({ id }: SmokeCheck, error: unknown): readonly Problem[] {
  if (error instanceof CheckFailure) return error.problems;
  if (error instanceof AccessError || error instanceof HostError) return [error.problem];
  return [
    {
      path: id,
      rule: 'run to its end',
      value: error instanceof Error ? error.message : String(error),
      remedy:
        'Look at the other checks first; if they are well, this is a fault of the check itself',
    },
  ];
}
