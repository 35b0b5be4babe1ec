import { UserError } from '../../cluster/errors';

/** A moment as somebody wrote it: what it is depends on when it is now, and on what it comes after. */
export type Moment = (nowMs: number, afterMs?: number) => number;

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

const SPAN = /^-?(\d+)([smhd])$/;
const CLOCK = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;
const MILLISECONDS = /^\d{13}$/;

/** Longer ago than Kafka is old, and before 1970 for a while yet: a span that leads further back is a slip. */
const LONGEST_MS = 50 * 366 * 86_400_000;

/** What may be written, for help and errors. */
export const MOMENTS = '90s, 15m, 2h or 1d ago, 14:05, 2026-11-27 or 2026-11-27T03:04:05Z';

/**
 * Reads `15m` or `-15m`, `14:05`, a day, a time in ISO 8601, milliseconds since 1970, or `now`. What names no zone is of
 * this machine's. A time of day is the last such one; as the end of a span, the first one after its start.
 *
 * @param option whose value it is, for the error
 * @throws UserError for anything else
 */
export function parseMoment(option: string, text: string): Moment {
  const [, count, unit = ''] = SPAN.exec(text) ?? [];
  if (count !== undefined) {
    const spanMs = Number(count) * SECONDS[unit]! * 1_000;
    if (spanMs > LONGEST_MS) throw noMoment(option, text);
    return (nowMs) => nowMs - spanMs;
  }
  const clock = CLOCK.exec(text);
  if (clock) return timeOfDay(clock.slice(1).map((part) => Number(part ?? 0)));
  if (text === 'now') return (nowMs) => nowMs;
  const atMs = MILLISECONDS.test(text) ? Number(text) : dateMs(text);
  if (!Number.isNaN(atMs)) return () => atMs;
  throw noMoment(option, text);
}

function noMoment(option: string, text: string): UserError {
  return new UserError(`${option}: must be a span or a time, got '${text}'. Write ${MOMENTS}.`);
}

/** @throws UserError where `--to` is not after `--from` */
export function requireLater(fromMs: number, toMs: number): void {
  if (fromMs < toMs) return;
  throw new UserError(
    `--to: must be after --from, which is ${iso(fromMs)}, got '${iso(toMs)}'. Give a later time.`,
  );
}

const iso = (ms: number) => new Date(ms).toISOString();

function dateMs(text: string): number {
  if (!isDayOfCalendar(text)) return NaN;
  if (DAY.test(text)) return Date.parse(`${text}T00:00`);
  return TIME.test(text) ? Date.parse(text) : NaN;
}

/** `Date` takes the 30th of February for the 2nd of March. */
function isDayOfCalendar(text: string): boolean {
  const day = text.slice(0, 'yyyy-mm-dd'.length);
  const atMs = Date.parse(`${day}T00:00Z`);
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(day);
}

function timeOfDay([hours, minutes, seconds]: readonly number[]): Moment {
  return (nowMs, afterMs) => {
    const at = new Date(afterMs ?? nowMs);
    at.setHours(hours!, minutes, seconds, 0);
    const ms = at.getTime();
    if (afterMs !== undefined) return ms > afterMs ? ms : addDays(ms, 1);
    return ms <= nowMs ? ms : addDays(ms, -1);
  };
}

/** A day with a change of the clock has another length. */
function addDays(ms: number, days: number): number {
  const at = new Date(ms);
  at.setDate(at.getDate() + days);
  return at.getTime();
}
