import {
  hasReported,
  MINUTE_MS,
  type Audit,
  type AuditedFile,
  type AuditedHost,
  type AuditedMinute,
  type AuditVerdict,
  type MissingBytes,
} from './audit';
import { ByteRanges, type ByteRange } from './byte-ranges';
import type { HostRange, ReportSummary } from './report-summary';

/** Where a record says that its line was. */
export interface LinePlace {
  readonly host: string;
  readonly file: string;
  readonly generation: number;
  readonly offset: number;
  /** With the end of its line. */
  readonly bytes: number;
}

/** Takes the records of topics in any order, and compares them with what was reported. */
export class AuditJudge {
  readonly #ranges: ReadonlyMap<string, RangeState[]>;
  readonly #all: RangeState[];

  constructor(
    private readonly reports: ReportSummary,
    private readonly options: {
      readonly fromMs: number;
      readonly toMs: number;
      /** Whether the topic no longer holds what a range tells of. */
      readonly isExpired: (range: HostRange) => boolean;
      /** Offset behind the last record that readers have committed, by range; undefined where nobody was asked. */
      readonly committed?: (range: HostRange) => number | undefined;
      /** When the first report was made that is there, where older ones were deleted. */
      readonly reportsFromMs?: number | undefined;
    },
  ) {
    this.#all = reports.ranges.map((range) => ({
      range,
      there: new ByteRanges(),
      stored: 0,
      doubled: 0,
    }));
    this.#ranges = listsOf(this.#all, ({ range }) => fileName(range));
    for (const states of this.#ranges.values()) states.sort((a, b) => a.range.from - b.range.from);
  }

  take(line: LinePlace): void {
    const state = this.#stateOf(line);
    if (!state) return;
    if (state.there.add(line.offset, line.offset + line.bytes)) state.stored += 1;
    else state.doubled += 1;
  }

  judge(): Audit {
    const { fromMs, toMs, reportsFromMs } = this.options;
    const { hosts } = this.reports;
    const files = this.#files();
    const minutes = this.#minutes(hosts);
    const lost = hosts.some(({ lostBytes }) => lostBytes > 0);
    const verdicts = [...files, ...minutes].map(({ verdict }) => verdict);
    const verdict = lost ? 'missing' : worst(verdicts);
    return { fromMs, toMs, verdict, minutes, files, hosts, reportsFromMs };
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

  #minutes(hosts: readonly AuditedHost[]): readonly AuditedMinute[] {
    const { fromMs, toMs, reportsFromMs = 0 } = this.options;
    const first = Math.floor(fromMs / MINUTE_MS);
    const count = Math.max(0, Math.ceil(toMs / MINUTE_MS) - first);
    const byMinute = listsOf(this.#all, ({ range }) => range.minute);
    return Array.from({ length: count }, (_, index) => {
      const minute = first + index;
      const states = byMinute.get(minute) ?? [];
      const endMs = Math.min(toMs, (minute + 1) * MINUTE_MS);
      const silent = hosts.filter((host) => !hasReported(host, endMs));
      // Where nobody is known, nobody has said that there was nothing.
      const isHeard =
        silent.length === 0 && hosts.length > 0 && minute * MINUTE_MS >= reportsFromMs;
      const read = this.options.committed && sum(states.map((state) => this.#readOf(state)));
      const counts = sums(states);
      const reading = read !== undefined && read < counts.stored ? 'late' : 'equal';
      return {
        atMs: minute * MINUTE_MS,
        verdict: worst([
          isHeard ? 'equal' : 'unknown',
          reading,
          ...states.map((state) => this.#verdictOf(state)),
        ]),
        ...counts,
        silent: silent.map(({ host }) => host),
        read,
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
    const nameOf = ({ host, file }: Pick<LinePlace, 'host' | 'file'>) => `${host}\0${file}`;
    const byFile = listsOf(this.#all, ({ range }) => nameOf(range));
    const rest = new Map(this.reports.rest.map((each) => [nameOf(each), each]));
    return [...new Set([...byFile.keys(), ...rest.keys()])].sort().map((name) => {
      const [host = '', file = ''] = name.split('\0');
      const states = byFile.get(name) ?? [];
      const { bytesToGo, lateBytes = 0 } = rest.get(name) ?? {};
      const expired = states.filter(({ range }) => this.options.isExpired(range));
      const sending = lateBytes > 0 ? 'late' : 'equal';
      return {
        ...{ host, file, ...sums(states) },
        verdict: worst([sending, ...states.map((state) => this.#verdictOf(state))]),
        setAside: sum(states.map(({ range }) => range.aside.length)),
        missing: states.flatMap((state) => this.#missingOf(state)),
        expired: sum(expired.map(({ range, stored }) => range.lines - stored)),
        ...{ bytesToGo, lateBytes },
      };
    });
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

function listsOf<T, K>(all: readonly T[], keyOf: (each: T) => K): Map<K, T[]> {
  const lists = new Map<K, T[]>();
  for (const each of all) {
    const list = lists.get(keyOf(each));
    if (list) list.push(each);
    else lists.set(keyOf(each), [each]);
  }
  return lists;
}

function worst(verdicts: readonly AuditVerdict[]): AuditVerdict {
  const order = ['missing', 'unknown', 'late'] as const;
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
