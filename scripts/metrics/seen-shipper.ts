import type { ShipperReport } from '../audit/shipper-report';

/** What the last report of a host says, as far as metrics tell it: as much for a host of one file as of a thousand. */
export interface SeenShipper {
  readonly host: string;
  readonly reportedAtMs: number;
  readonly hasEnded: boolean;
  readonly bytesToGo: number;
  /** How long what was read had waited then. */
  readonly unacknowledgedMs: number;
  readonly files: number;
  /** Since its positions were begun. */
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * @param nowMs a clock that is ahead would hide that a host is silent
 */
export function seenShipper(report: ShipperReport, nowMs: number): SeenShipper {
  const { host, at, completeTo, isLast, files, counts } = report;
  return {
    ...{ host, reportedAtMs: Math.min(at, nowMs), hasEnded: isLast, counts },
    bytesToGo: files.reduce((sum, { bytesToGo }) => sum + (Number(bytesToGo) || 0), 0),
    unacknowledgedMs: Math.max(0, at - completeTo),
    files: files.length,
  };
}
