import { formatProblem } from '../../cluster/errors';
import { RUN_PROGRAM } from '../../cluster/program';
import { visibleLine } from '../../cluster/visible-text';
import { historyJson } from '../changing/render-history';
import { formatBytes, formatDuration, formatPercent } from '../terminal/quantities';
import { table } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';
import { wrapLines } from '../terminal/wrap-text';
import type { DiskOutlook } from '../health/host/disk-outlook';
import { renderChanges } from './render-changes';
import { isWell, type ClusterStatus, type HostStatus, type ShownStatus } from './cluster-status';

/** Raised when a field changes its meaning or goes away; new fields may come at any time. */
export const STATUS_JSON_VERSION = 1;

/** The status for a program: the shape that docs/host-access.md documents. */
export function renderStatusJson(status: ShownStatus): string {
  const withMessages = <T extends Pick<ClusterStatus, 'problems'>>(part: T) => ({
    ...part,
    problems: part.problems.map(formatProblem),
  });
  const { hosts, ...cluster } = {
    ...withMessages(status),
    notes: status.notes.map(formatProblem),
    history: status.history && historyJson(status.history),
  };
  const json = {
    formatVersion: STATUS_JSON_VERSION,
    well: isWell(status),
    ...cluster,
    hosts: hosts.map(withMessages),
  };
  return JSON.stringify(json, (_, value: unknown) => value ?? null, 2);
}

const HEADER = [
  '  Host',
  'Address',
  'Instance',
  'Rack',
  'Roles',
  'Units',
  'Disks',
  'Kafka',
  'Files',
  'Machine',
];

/** The status for a person: a line for each host, then all that is not as it should be. */
export function renderStatus(status: ShownStatus, { glyphs, width }: Terminal): string {
  // Much of it is what hosts and brokers say of themselves.
  const visible = (texts: readonly string[]) => texts.map(visibleLine);
  const rows = status.hosts.map((host) => [
    `${isFine(host) ? glyphs.good : glyphs.bad} ${host.name}`,
    host.address,
    host.instanceId ?? '',
    host.rack,
    host.roles.join('; '),
    unitsOf(host),
    disksOf(host),
    host.kafkaVersion ?? '',
    filesOf(host),
    machineOf(host),
  ]);
  // Why a host is not reached is a problem of the cluster as well as its own.
  const told = [...status.problems, ...status.hosts.flatMap((host) => host.problems)];
  const problems = [...new Set(told.map(formatProblem))].map((text) => `${glyphs.bad} ${text}`);
  const notes = status.notes.map((note) => `${glyphs.warning} ${formatProblem(note)}`);
  const behind = status.hosts.flatMap(({ name, behind }) =>
    behind.map((reason) => `${glyphs.warning} ${name}: ${reason}`),
  );
  const renewal = status.hosts.flatMap(({ name, renewal }) =>
    renewal.map((reason) => `${glyphs.warning} ${name}: ${reason}`),
  );
  if (renewal.length > 0)
    renewal.push(
      `Standing hosts keep what they have until \`${RUN_PROGRAM} replace HOST --inventory FILE\`.`,
    );
  const disks = fillingDisks(status.hosts).map((text) => `${glyphs.warning} ${text}`);
  const ends = certificateEnds(status.hosts);
  const changes = status.history ? renderChanges(status.history) : [];
  const verdict = isWell(status)
    ? `${glyphs.good} ${status.clusterName} is healthy, and every host has its files.`
    : `${glyphs.bad} ${status.clusterName} is not as it should be.`;
  return [
    table(HEADER, rows.map(visible), { width }),
    ...[problems, notes, disks, behind, renewal, ends, changes, [verdict]]
      .filter((lines) => lines.length > 0)
      .map((lines) => wrapLines(visible(lines).join('\n'), width)),
  ].join('\n\n');
}

/** Until when each host is believed, where the cluster is secured. */
function certificateEnds(hosts: readonly HostStatus[]): readonly string[] {
  const ends = hosts.flatMap(({ name, certificateEnds }) =>
    certificateEnds === undefined ? [] : [`${name} ${certificateEnds}`],
  );
  return ends.length === 0 ? [] : [`Certificates end: ${ends.join(', ')}`];
}

const isFine = ({ problems, behind, serves }: HostStatus) =>
  serves && problems.length === 0 && behind.length === 0;

function unitsOf({ units }: HostStatus): string {
  const states = Object.entries(units);
  const down = states.filter(([, state]) => state !== 'active');
  if (states.length === 0) return '?';
  return down.length === 0 ? 'active' : down.map((pair) => pair.join(' ')).join(', ');
}

const shareOf = ({ usedBytes, sizeBytes }: ShownDisk) => usedBytes / sizeBytes;

/** The one that is full first: its broker goes on without it then. */
function disksOf({ disks }: HostStatus): string {
  const [first] = [...disks].sort(
    (a, b) => (a.secondsLeft ?? Infinity) - (b.secondsLeft ?? Infinity) || shareOf(b) - shareOf(a),
  );
  if (!first) return '';
  const share = `${formatPercent(shareOf(first))} of ${formatBytes(first.sizeBytes)}`;
  const which = disks.length > 1 ? ` (${first.mountPoint})` : '';
  return `${share}${which}${describeOutlook(first)}`;
}

type ShownDisk = HostStatus['disks'][number];

function describeOutlook({ secondsLeft, levelsOffAt }: DiskOutlook): string {
  if (secondsLeft !== undefined) return `, full in ${formatDuration(secondsLeft)}`;
  return levelsOffAt === undefined ? '' : `, up to ${formatPercent(levelsOffAt)}`;
}

/** Each disk that fills, by its name: the first in the table may not be the only one. */
function fillingDisks(hosts: readonly HostStatus[]): readonly string[] {
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

function machineOf({ renewal, units }: HostStatus): string {
  if (Object.keys(units).length === 0) return '?';
  return renewal.length === 0 ? 'current' : 'older';
}

function filesOf({ behind, problems, units }: HostStatus): string {
  if (problems.length > 0 && Object.keys(units).length === 0) return '?';
  return behind.length === 0 ? 'current' : 'behind';
}
