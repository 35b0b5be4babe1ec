import { SHIPPER_REPORTS_TOPIC } from '../../cluster/shippers/resolve-shippers';
import { visibleText } from '../../cluster/visible-text';
import type { Brokers, TopicMetadata } from '../cluster-access/ask-brokers';
import { partitionName } from '../cluster-access/list-offsets';
import { readGroup } from '../reading/consumer-groups';
import { findRanges, type FoundRange } from '../reading/find-ranges';
import { findTopics, readTopicsMetadata } from '../reading/find-topics';
import type { TopicRecord } from '../reading/topic-record';
import type { Audit } from './audit';
import { AuditJudge, type LinePlace } from './judge-audit';
import { readRanges } from './read-ranges';
import { ReportSummary, type HostRange } from './report-summary';
import { parseShipperReport } from './shipper-report';

export interface RunAuditOptions {
  /** Minutes of reading that are judged: from here, in milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Hosts that are to report, besides those that did. */
  readonly expected: readonly string[];
  /** Whose committed offsets are compared; undefined for nobody's. */
  readonly group?: string | undefined;
  readonly onTrouble: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Hosts are known by reports of as long before, too. */
const BEFORE_MS = 600_000;

/**
 * Compares what shippers say that they have sent with what the topics hold.
 *
 * @throws UserError where there is no topic of reports
 * @throws AccessError where a partition can't be read
 */
export async function runAudit(brokers: Brokers, options: RunAuditOptions): Promise<Audit> {
  const { fromMs, toMs, group, onTrouble } = options;
  const { reports, reportsFromMs } = await readReports(brokers, options);
  const { ranges } = reports;
  const topics = [...new Set(ranges.map(({ topic }) => topic))];
  const there = await thoseThere(brokers, topics, onTrouble);
  const held = await findRanges(brokers, there, undefined, onTrouble);
  const committed =
    group === undefined ? undefined : await readCommitted(brokers, group, options.signal);
  let starts = startsOf(held);
  const judge = new AuditJudge(reports, {
    ...{ fromMs, toMs, reportsFromMs },
    isExpired: (range) => range.first !== null && range.first < (starts.get(placeOf(range)) ?? 0),
    ...(committed && { committed: (range: HostRange) => committed.get(placeOf(range)) }),
  });
  // Lines that were sent again are where the reports of that say.
  await readRanges(brokers, wanted(held, [...ranges, ...reports.again]), {
    ...options,
    onRecord: (record) => {
      const line = linePlace(record);
      if (line) judge.take(line);
    },
  });
  // What retention deleted while it was read is not missing.
  starts = startsOf(await findRanges(brokers, there, undefined, onTrouble));
  return judge.judge();
}

const startsOf = (ranges: readonly FoundRange[]) =>
  new Map(ranges.map((each) => [partitionName(each), each.from]));

/** What was sent to one that was deleted since is missing; all else can be judged. */
async function thoseThere(
  brokers: Brokers,
  names: readonly string[],
  onTrouble: (text: string) => void,
): Promise<readonly TopicMetadata[]> {
  if (names.length === 0) return [];
  const found = await readTopicsMetadata(brokers, names);
  const there = found.filter(({ partitions }) => partitions.length > 0);
  for (const name of names) {
    if (!there.some((topic) => topic.name === name)) onTrouble(`${name}: this topic is not there.`);
  }
  return there;
}

/** What shippers have said, and since when, where older reports would belong to it and were deleted. */
async function readReports(brokers: Brokers, options: RunAuditOptions) {
  const topics = await findTopics(brokers, 'audit', [SHIPPER_REPORTS_TOPIC]);
  const reports = new ReportSummary(options);
  const firsts = new Map<string, TopicRecord>();
  const { fromMs, onTrouble } = options;
  await readRanges(brokers, await findRanges(brokers, topics, fromMs - BEFORE_MS, onTrouble), {
    ...options,
    onRecord: (record) => {
      const name = partitionName(record);
      if (!firsts.has(name)) firsts.set(name, record);
      const report = parseShipperReport(record.valueText);
      if (report) reports.add(report, record.partition);
    },
  });
  const held = await findRanges(brokers, topics, undefined, onTrouble);
  const cutOffMs = held.flatMap((range) => {
    const first = firsts.get(partitionName(range));
    return first && first.offset > 0 && first.offset <= range.from ? [first.timestampMs] : [];
  });
  const sinceMs = Math.max(...cutOffMs);
  return { reports, reportsFromMs: sinceMs > fromMs ? sinceMs : undefined };
}

/** Of each partition what ranges tell of, from the first to the last. */
function wanted(held: readonly FoundRange[], ranges: readonly HostRange[]): readonly FoundRange[] {
  const bounds = new Map<string, readonly [number, number]>();
  for (const range of ranges) {
    if (range.first === null || range.last === null) continue;
    const [first, last] = bounds.get(placeOf(range)) ?? [range.first, range.last];
    bounds.set(placeOf(range), [Math.min(first, range.first), Math.max(last, range.last)]);
  }
  return held.flatMap((each) => {
    const bound = bounds.get(partitionName(each));
    if (!bound) return [];
    const [first, last] = bound;
    const [from, end] = [Math.max(each.from, first), Math.min(each.end, last + 1)];
    return from < end ? [{ ...each, from, end }] : [];
  });
}

const placeOf = ({ topic, partition }: HostRange) =>
  partitionName({ topic, partition: partition ?? -1 });

/** Undefined for a record that no shipper has sent. */
function linePlace(record: TopicRecord): LinePlace | undefined {
  const [host, file] = [record.header('host'), record.header('file')];
  const [generation, offset] = [record.header('generation'), record.header('offset')];
  if (!host || !file || !generation || !offset) return undefined;
  const bytes = record.header('bytes');
  return {
    ...{ host: visibleText(host.toString()), file: visibleText(file.toString()) },
    ...{ generation: Number(generation), offset: Number(offset) },
    bytes: (bytes ? Number(bytes) : record.valueLength) + 1,
  };
}

/** The offsets that a group will read next, by partition. */
async function readCommitted(
  brokers: Brokers,
  group: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const { committed } = await readGroup(brokers, { group, signal, path: '--group' });
  return new Map(committed.map((each) => [partitionName(each), each.offset]));
}
