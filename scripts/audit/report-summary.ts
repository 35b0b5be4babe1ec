import { MINUTE_MS, type AuditedHost } from './audit';
import type { ShippedFile, ShippedRange, ShipperReport } from './shipper-report';

/** A range of a report, with the host that made it. */
export interface HostRange extends ShippedRange {
  readonly host: string;
}

export interface ReportSummaryOptions {
  /** The time that is judged. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Hosts that are to report, besides those that did. */
  readonly expected: readonly string[];
}

/** What was written so long before the last report should be sent by then: a shipper needs seconds. */
const LATE_MS = MINUTE_MS;

/** What a host's reports said, so far. */
interface SeenHost {
  /** Where the last one lies: those of a host are in one, until the topic gets more. */
  partition: number;
  last: ShipperReport | undefined;
  completeToMs: number;
  lostBytes: number;
  /** Reports of the last minute: what they call written is not late yet. */
  readonly recent: ShipperReport[];
  /** How far each generation of a file was written, by reports from before that. */
  readonly written: Map<string, number>;
}

/**
 * What the reports of shippers say about a time. They are not kept: hosts repeat what they have said every few seconds,
 * and a day of hundreds of them has millions.
 */
export class ReportSummary {
  /** Ranges of lines that were sent again, by hand. */
  readonly again: HostRange[] = [];
  readonly #ranges = new Map<string, HostRange>();
  readonly #hosts = new Map<string, SeenHost>();

  constructor(private readonly options: ReportSummaryOptions) {
    for (const host of options.expected) this.#hosts.set(host, nothingOf());
  }

  /** Takes the reports of a partition in the order in which they were made. */
  add(report: ShipperReport, partition: number): void {
    const { host, ranges, isAgain } = report;
    if (isAgain) return void this.again.push(...ranges.map((range) => ({ ...range, host })));
    for (const range of ranges) this.#addRange({ ...range, host });
    let seen = this.#hosts.get(host);
    if (!seen) this.#hosts.set(host, (seen = nothingOf()));
    this.#addReport(seen, report, partition);
  }

  /** Those whose lines were read in the time, each once and as long as it was said to be, by time. */
  get ranges(): readonly HostRange[] {
    return [...this.#ranges.values()].sort((a, b) => a.minute - b.minute || a.from - b.from);
  }

  get hosts(): readonly AuditedHost[] {
    return [...this.#hosts]
      .map(([host, { last, completeToMs, lostBytes }]) => ({
        ...{ host, completeToMs, lostBytes },
        ...{ reportedAtMs: last?.at, hasEnded: last?.isLast ?? false },
      }))
      .sort((a, b) => (a.host < b.host ? -1 : 1));
  }

  /** What is written and not sent, and what of it is late, by the last report of each host. */
  get rest(): readonly UnsentFile[] {
    const rest = new Map<string, UnsentFile>();
    for (const [host, { last, written }] of this.#hosts) {
      for (const each of last?.files ?? []) {
        const { file, bytesToGo } = each;
        const name = `${host}\0${file}`;
        const known = rest.get(name) ?? { host, file, bytesToGo: 0, lateBytes: 0 };
        const sum = known.bytesToGo;
        rest.set(name, {
          ...known,
          bytesToGo: sum === undefined || bytesToGo === null ? undefined : sum + bytesToGo,
          lateBytes: known.lateBytes + lateBytesOf(each, written.get(generationName(each))),
        });
      }
    }
    return [...rest.values()];
  }

  #addRange(range: HostRange): void {
    const { fromMs, toMs } = this.options;
    const atMs = range.minute * MINUTE_MS;
    if (atMs < fromMs || atMs >= toMs) return;
    const name = [range.host, range.file, range.generation, range.from].join('\0');
    const known = this.#ranges.get(name);
    if (!known || known.to < range.to) this.#ranges.set(name, range);
  }

  #addReport(seen: SeenHost, report: ShipperReport, partition: number): void {
    const { fromMs, toMs } = this.options;
    const before = seen.last;
    if (before && before.at > report.at) {
      if (seen.partition !== partition) return;
      // Its clock was set back: it has not reported yet what it reads from now on.
      seen.completeToMs = 0;
    }
    seen.partition = partition;
    if (before && report.at > fromMs && report.at <= toMs) {
      seen.lostBytes += Math.max(0, lostBytesOf(report) - lostBytesOf(before));
    }
    seen.last = report;
    seen.completeToMs = Math.max(seen.completeToMs, report.completeTo);
    if (report.at <= toMs) seen.recent.push(report);
    while (seen.recent[0] && seen.recent[0].at <= report.at - LATE_MS) {
      for (const file of seen.recent.shift()!.files) noteWritten(seen.written, file);
    }
  }
}

/** A file that a host reads. */
export interface UnsentFile {
  readonly host: string;
  readonly file: string;
  /** Written and not sent; undefined where it does not say. */
  readonly bytesToGo: number | undefined;
  /** What of it was written within the time, and long enough ago to have been sent. */
  readonly lateBytes: number;
}

function nothingOf(): SeenHost {
  const written = new Map<string, number>();
  return { partition: -1, last: undefined, completeToMs: 0, lostBytes: 0, recent: [], written };
}

/** Since the host's positions were begun. */
const lostBytesOf = ({ counts }: ShipperReport) => counts.lostBytes ?? 0;

const generationName = ({ file, generation }: ShippedFile) => `${file}\0${generation}`;

function noteWritten(written: Map<string, number>, file: ShippedFile): void {
  if (file.bytesToGo === null) return;
  const name = generationName(file);
  written.set(name, Math.max(written.get(name) ?? 0, file.sentTo + file.bytesToGo));
}

/** A line whose end is not written yet is no line that is late. */
function lateBytesOf({ sentTo, isUnended }: ShippedFile, writtenTo = 0): number {
  return isUnended ? 0 : Math.max(0, writtenTo - sentTo);
}
