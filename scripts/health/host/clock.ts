import type { Problem } from '../../../cluster/errors';
import type { CommandResult, HostShell } from '../../hosts/host-shell';
import { runOrThrow } from '../../hosts/run-or-throw';

/** How far a clock is off, and by whose word. */
export interface ClockReading {
  readonly offsetMs: number;
  /** The offset may be off by as much itself. */
  readonly uncertaintyMs: number;
  readonly by: 'chrony' | 'comparison';
}

/** Asks chrony; where that is silent, compares the host's clock with the one here. */
export async function readClock(shell: Pick<HostShell, 'name' | 'run'>): Promise<ClockReading> {
  const tracking = await shell.run(['sh', '-c', 'chronyc -c tracking']);
  const reading = parseChronyTracking(tracking);
  if (reading) return reading;
  const askedAtMs = Date.now();
  const answer = await runOrThrow(shell, ['date', '+%s.%N']);
  return compareClocks(askedAtMs, Number(answer) * 1_000, Date.now());
}

/**
 * Reads `chronyc -c tracking`; undefined where chrony does not run or follows no server.
 *
 * @see https://chrony-project.org/doc/4.3/chronyc.html (tracking; -c: comma-separated values)
 */
export function parseChronyTracking({ code, stdout }: CommandResult): ClockReading | undefined {
  const fields = stdout.trim().split(',');
  const offsetSeconds = Number(fields[4]);
  if (code !== 0 || fields.length < 14 || Number.isNaN(offsetSeconds)) return undefined;
  if (fields[13] === 'Not synchronised') return undefined;
  const delaySeconds = Number(fields[10]);
  const dispersionSeconds = Number(fields[11]);
  return {
    offsetMs: offsetSeconds * 1_000,
    uncertaintyMs: (delaySeconds / 2 + dispersionSeconds) * 1_000,
    by: 'chrony',
  };
}

/** The offset from this machine's clock: the answer was written between asking and receiving. */
export function compareClocks(
  askedAtMs: number,
  answeredMs: number,
  receivedAtMs: number,
): ClockReading {
  return {
    offsetMs: answeredMs - (askedAtMs + receivedAtMs) / 2,
    uncertaintyMs: (receivedAtMs - askedAtMs) / 2,
    by: 'comparison',
  };
}

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

/**
 * Between who signs certificates and who uses them. Certificates hold for days at least, but one of two clocks that
 * differ by so much is wrong, and nobody can tell here for how long a certificate by it would hold.
 */
export const CERTIFICATE_CLOCK_LIMIT_MS = 300_000;

/** Says whether a host whose clock says this may be given a certificate that is made by the clock here. */
export function judgeClockForCertificates(
  path: string,
  { there, here }: { readonly there: Date; readonly here: Date },
): readonly Problem[] {
  if (Math.abs(there.getTime() - here.getTime()) <= CERTIFICATE_CLOCK_LIMIT_MS) return [];
  return [
    {
      path,
      rule: `be at most ${CERTIFICATE_CLOCK_LIMIT_MS / 60_000} minutes away from this machine's to be given a certificate`,
      value: `${toTheSecond(there)} UTC, while it is ${toTheSecond(here)} UTC here`,
      remedy: 'Set the one that is wrong (`chronyc makestep`), and run the command again',
    },
  ];
}

const toTheSecond = (at: Date) => at.toISOString().slice(0, 19).replace('T', ' ');

/** In one line, for the report. */
export function describeClock({ offsetMs, uncertaintyMs, by }: ClockReading): string {
  const offset = `${offsetMs.toFixed(1)} ± ${uncertaintyMs.toFixed(1)} ms`;
  return by === 'chrony' ? `${offset} by chrony` : `${offset} from here (chrony is silent)`;
}
