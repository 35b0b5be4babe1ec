import type { Problem } from '../../../cluster/errors';
import type { ClockReading } from './clock';

/** Above it, time stamps of records and of logs can't be put in order across hosts. */
export const CLOCK_LIMIT_MS = 500;

/** Says nothing against a clock that may be right. */
export function judgeClock(
  path: string,
  { offsetMs, uncertaintyMs, by }: ClockReading,
): readonly Problem[] {
  if (Math.abs(offsetMs) - uncertaintyMs <= CLOCK_LIMIT_MS) return [];
  const from = by === 'chrony' ? "its time server's" : "this machine's";
  return [
    {
      path,
      rule: `be at most ${CLOCK_LIMIT_MS} ms away from ${from} time`,
      value: `${Math.round(offsetMs)} ms`,
      remedy: 'Look at `chronyc tracking` and `chronyc sources` there, and at the clock here',
    },
  ];
}

/** In one line, for the report. */
export function describeClock({ offsetMs, uncertaintyMs, by }: ClockReading): string {
  const offset = `${offsetMs.toFixed(1)} ± ${uncertaintyMs.toFixed(1)} ms`;
  return by === 'chrony' ? `${offset} by chrony` : `${offset} from here (chrony is silent)`;
}
