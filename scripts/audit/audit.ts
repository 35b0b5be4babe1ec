import type { ByteRange } from './byte-ranges';

export const MINUTE_MS = 60_000;

/**
 * `unknown` is never `equal`: somebody has not said what he sent. What is `late` is not lost: it is not sent, or not
 * read yet, long after it was written.
 */
export const AUDIT_VERDICTS = ['equal', 'missing', 'unknown', 'late'] as const;

export type AuditVerdict = (typeof AUDIT_VERDICTS)[number];

/** What was read in a minute on all hosts, and what of it the topics hold. */
export interface AuditedMinute {
  /** Its beginning, in milliseconds. */
  readonly atMs: number;
  readonly verdict: AuditVerdict;
  readonly produced: number;
  readonly stored: number;
  readonly doubled: number;
  /** Hosts that have not reported all of it. */
  readonly silent: readonly string[];
  /** Of those stored, what a group has committed; undefined where none was asked for. */
  readonly read: number | undefined;
}

/** The same of a file, over all minutes. */
export interface AuditedFile {
  readonly host: string;
  readonly file: string;
  readonly verdict: AuditVerdict;
  readonly produced: number;
  readonly stored: number;
  readonly doubled: number;
  readonly setAside: number;
  readonly missing: readonly MissingBytes[];
  /** Lines that are no longer there since their time of retention was over. */
  readonly expired: number;
  /** Written and not sent, by the last report; undefined where it does not say. */
  readonly bytesToGo: number | undefined;
  /** What of it was written within the time, and should have been sent by then. */
  readonly lateBytes: number;
}

/** Bytes of a file whose lines a topic should hold, and does not. */
export interface MissingBytes {
  readonly generation: number;
  readonly bytes: ByteRange;
}

export interface AuditedHost {
  readonly host: string;
  /** When its last report was made; undefined where it has made none. */
  readonly reportedAtMs: number | undefined;
  readonly completeToMs: number;
  /** Whether its shipper said that it ends. */
  readonly hasEnded: boolean;
  /** Bytes that it gave up within the time, by its own word. */
  readonly lostBytes: number;
}

/** Whether all that a host has read before then is in its reports. One that said that it ends has said all. */
export function hasReported({ hasEnded, completeToMs }: AuditedHost, endMs: number): boolean {
  return hasEnded || completeToMs >= endMs;
}

export interface Audit {
  readonly fromMs: number;
  readonly toMs: number;
  readonly verdict: AuditVerdict;
  readonly minutes: readonly AuditedMinute[];
  readonly files: readonly AuditedFile[];
  readonly hosts: readonly AuditedHost[];
  /** Where older reports were deleted, and the time begins before it: when the first one was made that is there. */
  readonly reportsFromMs: number | undefined;
}
