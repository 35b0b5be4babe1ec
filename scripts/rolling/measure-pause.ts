import type { BrokerHost, Host } from '../../cluster/topology';
import type { StepFacts } from '../changing/cluster-change';
import type { WriteProbe } from '../probing/write-probe';

export interface MeasuredWork {
  readonly host: Host;
  /** Gets what is measured. */
  readonly facts: StepFacts;
  /** Without one, or without a broker on the host, nothing is measured. */
  readonly probe: WriteProbe | undefined;
}

/**
 * Notes how long writes wait while something is done to a host, until they are acknowledged as before.
 *
 * @returns the longest wait in milliseconds; undefined where nothing is measured
 */
export async function measurePause(
  { host, facts, probe }: MeasuredWork,
  work: () => Promise<void>,
): Promise<number | undefined> {
  if (!probe || !host.broker) {
    await work();
    return undefined;
  }
  const watch = probe.watch(host as BrokerHost);
  try {
    await work();
    await watch.settle();
  } finally {
    facts.pauseMs = watch.takeLongestMs();
    await watch.stop();
  }
  return facts.pauseMs;
}

/** For a line of progress. */
export function describePause(pauseMs: number | undefined): string {
  return pauseMs === undefined ? '' : `; a write waited for ${pauseMs} ms at most`;
}
