import { styleText } from 'node:util';
import {
  type CapacityPlan,
  type ClusterState,
  keptHours,
  share,
  tightest,
} from '../../cluster/capacity';
import { formatProblem, type Problem } from '../../cluster/errors';
import { instanceType } from '../../cluster/hardware/instance-types';
import { isVolumes, kindOf } from '../../cluster/hardware/storage/storage';
import type { ResolvedBroker } from '../../cluster/resolve-spec';
import type { Glyphs, Terminal } from '../terminal/terminal';
import { formatBytes, formatDuration } from '../terminal/quantities';
import { wrapLines } from '../terminal/wrap-text';
import { GAUGE_LABELS, gaugeTable } from './gauge-table';
import { shipperLine } from './shipper-line';
import { zoneTrafficLines } from './zone-traffic-lines';

/** A capacity plan and what follows from it. */
export interface CapacityVerdict {
  readonly plan: CapacityPlan;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** The plan for a person: what is asked, a bar for each thing that can run out, then the verdict. */
export function renderCapacity(verdict: CapacityVerdict, terminal: Terminal): string {
  const { plan } = verdict;
  const wrap = (lines: readonly string[]) => wrapLines(lines.join('\n'), terminal.width);
  return [
    wrap(heading(plan)),
    gaugeTable(plan, terminal),
    wrap(afterThoughts(plan)),
    wrap(conclusion(verdict, terminal.glyphs)),
  ].join('\n\n');
}

function heading({ spec, ingest }: CapacityPlan): readonly string[] {
  const { clusterName, brokers, workload, topicDefaults } = spec;
  const types = alike(brokers.map(({ instanceType }) => instanceType));
  const disks = alike(brokers.map((broker) => `with ${describeDisks(broker, spec)}`));
  const peak = ingest.produced * workload.peakFactor;
  const compressed =
    workload.compressionRatio === 1 ? '' : `, ${digits(workload.compressionRatio)} to 1 compressed`;
  return [
    `${styleText('bold', clusterName)}: ${count(brokers.length, 'broker')}, ${types}, ${/^\d/.test(disks) ? disks : `each ${disks}`}`,
    `Comes in   ${formatBytes(ingest.produced)}/s on average, ${formatBytes(peak)}/s at peak, ` +
      `${formatBytes(ingest.produced * 86_400)} a day${compressed}`,
    `Is kept    ${kept(spec)}, ${count(topicDefaults.replicationFactor, 'replica')}, ` +
      `${count(workload.partitions, 'partition')}`,
    `Goes out   to ${count(workload.consumers, 'consumer')}`,
  ];
}

/** `72 hours`; with a bound by bytes, also how long that lets records stay. */
function kept(spec: CapacityPlan['spec']): string {
  const { hours, bytesPerPartition } = spec.retention;
  const asked = count(hours, 'hour');
  if (bytesPerPartition === undefined) return asked;
  const bound = `at most ${formatBytes(bytesPerPartition)} a partition`;
  const left = keptHours(spec);
  return left < hours
    ? `${count(left, 'hour')} at average ingest (${bound}; ${asked} asked)`
    : `${asked} (${bound})`;
}

function describeDisks(
  { storage, instanceType: type }: ResolvedBroker,
  { instanceTypes }: CapacityPlan['spec'],
): string {
  if (isVolumes(storage)) {
    const size = `${storage.sizeGiB.toLocaleString('en')} GiB`;
    return `${count(storage.volumesPerBroker, `${storage.kind} volume`)} of ${size}`;
  }
  const { count: disks = 0, sizeGB = 0 } = instanceType(type, instanceTypes)?.disks ?? {};
  return `${count(disks, 'disk')} of ${formatBytes(sizeGB * 1e9)}`;
}

/** `r7i.xlarge`, or `2 r7i.xlarge and 1 r7i.large` where they differ. */
function alike(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  if (distinct.length === 1) return distinct.join('');
  return distinct
    .map((name) => `${names.filter((other) => other === name).length} ${name}`)
    .join(' and ');
}

/** What has no limit of its own, but says how the cluster will be to live with. */
function afterThoughts(plan: CapacityPlan): readonly string[] {
  const { spec, allUp, oneDown, refill, zoneTraffic, shippers } = plan;
  const leaders = (state: ClusterState) => state.leaders.toLocaleString('en');
  const lines = [
    `Page cache    holds the last ${formatDuration(allUp.pageCacheSeconds)} of the peak`,
    `Leaders       ${leaders(allUp)} on a broker${oneDown ? `, ${leaders(oneDown)} with one down` : ''}`,
    ...(shippers ? [shipperLine(shippers)] : []),
    ...(zoneTraffic ? zoneTrafficLines(zoneTraffic) : []),
  ];
  if (!refill) return lines;
  const lost = kindOf(spec.storage).outlivesHost ? 'its volumes' : 'its host';
  return [
    ...lines,
    `Refill        ${formatDuration(refill.seconds)} for a broker that lost ${lost} ` +
      `(${formatBytes(refill.bytes)} at ${formatBytes(refill.bytesPerSecond)}/s)`,
    `Catching up   ${formatDuration(refill.catchUpSecondsPerHour)} for each hour that a broker was away`,
  ];
}

function conclusion(verdict: CapacityVerdict, glyphs: Glyphs): readonly string[] {
  const { plan, problems, warnings } = verdict;
  const bad = styleText('red', glyphs.bad);
  const listed = [
    ...problems.map((problem) => ({ mark: bad, problem })),
    ...warnings.map((problem) => ({ mark: styleText('yellow', glyphs.warning), problem })),
  ].map(({ mark, problem }) => `${mark} ${formatProblem(problem)}`);
  return [...listed, problems.length > 0 ? `${bad} Does not fit.` : fitting(plan, glyphs)];
}

function fitting({ allUp, oneDown }: CapacityPlan, { good }: Glyphs): string {
  const gauges = [...allUp.gauges, ...(oneDown?.gauges ?? [])];
  const nearest = tightest(gauges);
  const room = Math.floor((nearest.limit / share(nearest) - 1) * 100);
  const also = oneDown ? ', also with one broker down' : '';
  return (
    `${styleText('green', good)} Fits${also}. ` +
    `${GAUGE_LABELS[nearest.kind]} is nearest to its limit, with room for ${room}% more.`
  );
}

function digits(number: number): string {
  return number.toLocaleString('en', { maximumFractionDigits: 1 });
}

function count(number: number, noun: string): string {
  return `${digits(number)} ${noun}${number === 1 ? '' : 's'}`;
}
