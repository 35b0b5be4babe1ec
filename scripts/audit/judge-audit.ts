import {
  hasReported,
  type Audit,
  type AuditedFile,
  type AuditedHost,
  type AuditedMinute,
  type AuditVerdict,
  type MissingBytes,
} from './audit';
import { ByteRanges, type ByteRange } from './byte-ranges';
import type { ShippedRange, ShipperReport } from './shipper-report';

export const MINUTE_MS = 60_000;

/** A range of a report, with the host that made it. */
export interface HostRange extends ShippedRange {
  readonly host: string;
}

/** Where a record says that its line was. */
export interface LinePlace {
  readonly host: string;
  readonly file: string;
  readonly generation: number;
  readonly offset: number;
  /** With the end of its line. */
  readonly bytes: number;
}

/** The ranges whose lines were read in the time, each once: reports repeat what they have said and add to it. */
export function rangesWithin(
  reports: readonly ShipperReport[],
  fromMs: number,
  toMs: number,
): readonly HostRange[] {
  const longest = new Map<string, HostRange>();
  for (const { host, ranges, isAgain } of reports) {
    if (isAgain) continue;
    for (const range of ranges) {
      const atMs = range.minute * MINUTE_MS;
      if (atMs < fromMs || atMs >= toMs) continue;
      const name = [host, range.file, range.generation, range.from].join('\0');
      const known = longest.get(name);
      if (!known || known.to < range.to) longest.set(name, { ...range, host });
    }
  }
  return [...longest.values()].sort((a, b) => a.minute - b.minute || a.from - b.from);
}

/** Takes the records of topics in any order, and compares them with what was reported. */
export class AuditJudge {
  readonly #ranges = new Map<string, RangeState[]>();
  readonly #all: RangeState[];

  constructor(
    private readonly reports: readonly ShipperReport[],
    ranges: readonly HostRange[],
    private readonly options: {
      readonly fromMs: number;
      readonly toMs: number;
      /** Hosts that are to report, besides those that did. */
      readonly expected: readonly string[];
      /** Whether the topic no longer holds what a range tells of. */
      readonly isExpired: (range: HostRange) => boolean;
      /** Offset behind the last record that readers have committed, by range; undefined where nobody was asked. */
      readonly committed?: (range: HostRange) => number | undefined;
    },
  ) {
    this.#all = ranges.map((range) => ({ range, there: new ByteRanges(), stored: 0, doubled: 0 }));
    for (const state of this.#all) {
      const name = fileName(state.range);
      this.#ranges.set(name, [...(this.#ranges.get(name) ?? []), state]);
    }
    for (const states of this.#ranges.values()) states.sort((a, b) => a.range.from - b.range.from);
  }

  take(line: LinePlace): void {
    const state = this.#stateOf(line);
    if (!state) return;
    if (state.there.add(line.offset, line.offset + line.bytes)) state.stored += 1;
    else state.doubled += 1;
  }

  judge(): Audit {
    const { fromMs, toMs } = this.options;
    const hosts = this.#hosts();
    const files = this.#files();
    const minutes = this.#minutes(hosts);
    const lost = hosts.some(({ lostBytes }) => lostBytes > 0);
    const verdicts = [...files, ...minutes].map(({ verdict }) => verdict);
    const verdict = lost ? 'missing' : worst(verdicts);
    return { fromMs, toMs, verdict, minutes, files, hosts };
  }

  #stateOf(line: LinePlace): RangeState | undefined {
    const states = this.#ranges.get(fileName(line)) ?? [];
    let [low, high] = [0, states.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (states[middle]!.range.to <= line.offset) low = middle + 1;
      else high = middle;
    }
    const found = states[low];
    return found && found.range.from <= line.offset ? found : undefined;
  }

  #hosts(): readonly AuditedHost[] {
    const first = this.reports.filter(({ isAgain }) => !isAgain);
    const names = new Set([...this.options.expected, ...first.map(({ host }) => host)]);
    return [...names].sort().map((host) => {
      const own = first.filter((report) => report.host === host);
      const last = own.reduce<ShipperReport | undefined>(
        (latest, report) => (latest && latest.at > report.at ? latest : report),
        undefined,
      );
      const lost = own.map(({ counts }) => counts.lostBytes ?? 0);
      return {
        ...{ host, reportedAtMs: last?.at, hasEnded: last?.isLast ?? false },
        completeToMs: Math.max(0, ...own.map(({ completeTo }) => completeTo)),
        lostBytes: lost.length === 0 ? 0 : Math.max(...lost) - Math.min(...lost),
      };
    });
  }

  #minutes(hosts: readonly AuditedHost[]): readonly AuditedMinute[] {
    const { fromMs, toMs } = this.options;
    const first = Math.floor(fromMs / MINUTE_MS);
    const count = Math.max(0, Math.ceil(toMs / MINUTE_MS) - first);
    const byMinute = new Map<number, RangeState[]>();
    for (const state of this.#all) {
      byMinute.set(state.range.minute, [...(byMinute.get(state.range.minute) ?? []), state]);
    }
    return Array.from({ length: count }, (_, index) => {
      const minute = first + index;
      const states = byMinute.get(minute) ?? [];
      const endMs = Math.min(toMs, (minute + 1) * MINUTE_MS);
      const silent = hosts.filter((host) => !hasReported(host, endMs));
      // Where nobody is known, nobody has said that there was nothing.
      const verdict = silent.length > 0 || hosts.length === 0 ? 'unknown' : 'equal';
      return {
        atMs: minute * MINUTE_MS,
        verdict: worst([verdict, ...states.map((state) => this.#verdictOf(state))]),
        ...sums(states),
        silent: silent.map(({ host }) => host),
        read: this.options.committed && sum(states.map((state) => this.#readOf(state))),
      };
    });
  }

  #readOf({ range, stored }: RangeState): number {
    const committed = this.options.committed?.(range) ?? 0;
    if (range.first === null || range.last === null) return 0;
    const share = (committed - range.first) / (range.last + 1 - range.first);
    return Math.round(stored * Math.min(1, Math.max(0, share)));
  }

  #files(): readonly AuditedFile[] {
    const byFile = new Map<string, RangeState[]>();
    for (const state of this.#all) {
      const name = `${state.range.host}\0${state.range.file}`;
      byFile.set(name, [...(byFile.get(name) ?? []), state]);
    }
    const rest = this.#bytesToGo();
    for (const name of rest.keys()) if (!byFile.has(name)) byFile.set(name, []);
    return [...byFile]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, states]) => {
        const [host = '', file = ''] = name.split('\0');
        const expired = states.filter(({ range }) => this.options.isExpired(range));
        return {
          ...{ host, file, ...sums(states) },
          verdict: worst(states.map((state) => this.#verdictOf(state))),
          setAside: sum(states.map(({ range }) => range.aside.length)),
          missing: states.flatMap((state) => this.#missingOf(state)),
          expired: sum(expired.map(({ range, stored }) => range.lines - stored)),
          bytesToGo: rest.get(name),
        };
      });
  }

  #bytesToGo(): ReadonlyMap<string, number | undefined> {
    const last = new Map<string, ShipperReport>();
    for (const report of this.reports.filter(({ isAgain }) => !isAgain)) {
      if ((last.get(report.host)?.at ?? 0) <= report.at) last.set(report.host, report);
    }
    const rest = new Map<string, number | undefined>();
    for (const { host, files } of last.values()) {
      for (const { file, bytesToGo } of files) {
        const name = `${host}\0${file}`;
        const before = rest.has(name) ? rest.get(name) : 0;
        rest.set(name, before === undefined || bytesToGo === null ? undefined : before + bytesToGo);
      }
    }
    return rest;
  }

  #verdictOf(state: RangeState): AuditVerdict {
    if (state.stored >= state.range.lines) return 'equal';
    return this.options.isExpired(state.range) ? 'unknown' : 'missing';
  }

  #missingOf(state: RangeState): readonly MissingBytes[] {
    const { range, there } = state;
    if (this.#verdictOf(state) !== 'missing') return [];
    for (const [from, to] of range.aside) there.add(from, to + 1);
    return there
      .missingIn(range.from, range.to)
      .map((bytes: ByteRange) => ({ generation: range.generation, bytes }));
  }
}

interface RangeState {
  readonly range: HostRange;
  readonly there: ByteRanges;
  stored: number;
  doubled: number;
}

function fileName({ host, file, generation }: Pick<LinePlace, 'host' | 'file' | 'generation'>) {
  return `${host}\0${file}\0${generation}`;
}

function worst(verdicts: readonly AuditVerdict[]): AuditVerdict {
  const order = ['missing', 'unknown'] as const;
  return order.find((each) => verdicts.includes(each)) ?? 'equal';
}

function sums(states: readonly RangeState[]) {
  return {
    produced: sum(states.map(({ range }) => range.lines)),
    stored: sum(states.map(({ stored }) => stored)),
    doubled: sum(states.map(({ doubled }) => doubled)),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
