import type { DiskOutlook } from '../health/host/disk-outlook';
import { formatBytes, formatDuration, formatPercent } from '../terminal/quantities';
import type { Glyphs } from '../terminal/terminal';
import type { HostStatus, ShownDisk } from './cluster-status';

/** A table of hosts: its header, and a row for each of them. */
export interface HostTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A column, and what stands in it for a host. */
type Column = readonly [title: string, cell: (host: HostStatus) => string];

/** What each host does. */
export function workTable(hosts: readonly HostStatus[], glyphs: Glyphs): HostTable {
  return tableOf(hosts, [
    ['  Host', (host) => `${isFine(host) ? glyphs.good : glyphs.bad} ${host.name}`],
    ['Roles', ({ roles }) => roles.join('; ')],
    ['Up', upOf],
    ['Leads', leadsOf],
    ['Disks', disksOf],
    ['Network', networkOf],
    ['Files', filesOf],
  ]);
}

/** What each host is. */
export function placeTable(hosts: readonly HostStatus[]): HostTable {
  return tableOf(hosts, [
    ['Host', ({ name }) => name],
    ['Address', ({ address }) => address],
    ['Instance', ({ instanceId }) => instanceId ?? ''],
    ['Rack', ({ rack }) => rack],
    ['Kafka', ({ kafkaVersion }) => kafkaVersion ?? ''],
    ['Certificate', ({ certificateEnds }) => certificateEnds && `to ${certificateEnds}`],
    ['Machine', machineOf],
  ] as readonly Column[]);
}

/** A column in which nothing stands is left out. */
function tableOf(hosts: readonly HostStatus[], columns: readonly Column[]): HostTable {
  const all = columns.map(([title, cell]) => ({
    title,
    cells: hosts.map((host) => cell(host) || ''),
  }));
  const used = all.filter(({ cells }) => cells.some((cell) => cell !== ''));
  return {
    header: used.map(({ title }) => title),
    rows: hosts.map((_, row) => used.map(({ cells }) => cells[row] ?? '')),
  };
}

/** Whether its processes do their work, nothing is wrong with it, and it has its files. */
export const isFine = ({ problems, behind, serves }: HostStatus) =>
  serves && problems.length === 0 && behind.length === 0;

/** For how long its processes run; of those that don't, systemd's word. */
export function upOf({ units, upSeconds }: HostStatus): string {
  const states = Object.entries(units).map(([name, state]) => {
    const seconds = upSeconds[name];
    return [name, state === 'active' && seconds !== undefined ? formatDuration(seconds) : state];
  });
  if (states.length === 0) return '?';
  const [[, first] = []] = states;
  return states.every(([, state]) => state === first)
    ? (first ?? '')
    : states.map((pair) => pair.join(' ')).join(', ');
}

/** How many of the partitions that its broker holds it leads. */
export function leadsOf({ partitions }: HostStatus): string {
  if (!partitions) return '';
  const { leads, replicas, outOfSync } = partitions;
  return `${leads} of ${replicas}${outOfSync > 0 ? `, ${outOfSync} behind` : ''}`;
}

/** How full it is. */
export const shareOf = ({ usedBytes, sizeBytes }: ShownDisk) => usedBytes / sizeBytes;

/** Those that are full first, first. */
export function fullestFirst(disks: readonly ShownDisk[]): readonly ShownDisk[] {
  return [...disks].sort(
    (a, b) => (a.secondsLeft ?? Infinity) - (b.secondsLeft ?? Infinity) || shareOf(b) - shareOf(a),
  );
}

/** The one that is full first: its broker goes on without it then. */
function disksOf({ disks }: HostStatus): string {
  const [first] = fullestFirst(disks);
  if (!first) return '';
  const share = `${formatPercent(shareOf(first))} of ${formatBytes(first.sizeBytes)}`;
  const which = disks.length > 1 ? ` (${first.mountPoint})` : '';
  return `${share}${which}${describeOutlook(first)}`;
}

/** What becomes of a disk, as the end of what is said of it. */
export function describeOutlook({ secondsLeft, levelsOffAt }: DiskOutlook): string {
  if (secondsLeft !== undefined) return `, full in ${formatDuration(secondsLeft)}`;
  return levelsOffAt === undefined ? '' : `, up to ${formatPercent(levelsOffAt)}`;
}

/** Each disk that fills, by its name: the first in the table may not be the only one. */
export function fillingDisks(hosts: readonly HostStatus[]): readonly string[] {
  return hosts
    .flatMap(({ name, disks }) => disks.map((disk) => ({ name, disk })))
    .filter(({ disk }) => disk.secondsLeft !== undefined)
    .sort((a, b) => a.disk.secondsLeft! - b.disk.secondsLeft!)
    .map(({ name, disk }) => {
      const { mountPoint, sizeBytes, secondsLeft, bytesPerSecond = 0 } = disk;
      const used = `${formatPercent(shareOf(disk))} of ${formatBytes(sizeBytes)} used`;
      return `${name}, ${mountPoint}: full in ${formatDuration(secondsLeft!)} (${used}, ${formatBytes(bytesPerSecond)}/s written)`;
    });
}

/** Both directions, and the share that the busier one takes of what the host may always have. */
export function networkOf({ network }: Pick<HostStatus, 'network'>): string {
  if (!network) return '';
  const { receivedBytesPerSecond: received, sentBytesPerSecond: sent } = network;
  const { baselineBytesPerSecond: baseline } = network;
  const share = baseline ? ` (${formatPercent(Math.max(received, sent) / baseline)})` : '';
  return `${formatBytes(received)}/s in, ${formatBytes(sent)}/s out${share}`;
}

/** Whether its files are those that it should have; unknown where nobody could look. */
export function filesOf({ behind, problems, units }: HostStatus): string {
  if (problems.length > 0 && Object.keys(units).length === 0) return '?';
  return behind.length === 0 ? 'current' : 'behind';
}

/** Whether its machine is as new as one would be that is made now. Nothing of a host that is none of EC2's. */
export function machineOf({ renewal, units, instanceId }: HostStatus): string {
  if (instanceId === undefined) return '';
  if (Object.keys(units).length === 0) return '?';
  return renewal.length === 0 ? 'current' : 'older';
}
