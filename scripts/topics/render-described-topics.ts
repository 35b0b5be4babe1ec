import type { Topology } from '../../cluster/topology';
import { visibleLine } from '../../cluster/visible-text';
import { commandFor } from '../health/remedies';
import { counted, formatBytes, formatDuration } from '../terminal/quantities';
import { table } from '../terminal/table';
import { tellProblem } from '../terminal/tell-problem';
import type { Glyphs, Terminal } from '../terminal/terminal';
import { wrapLines } from '../terminal/wrap-text';
import {
  areWell,
  type DescribedPartition,
  type DescribedReplica,
  type DescribedTopic,
  type DescribedTopics,
} from './described-topics';

export interface RenderDescribedOptions {
  readonly topology: Pick<Topology, 'namedBy'>;
  /** Whether each of their partitions is told of. */
  readonly inDetail: boolean;
  readonly terminal: Terminal;
}

/** Topics for a person: what is wrong with them, each with what comes next, then the topics themselves. */
export function renderDescribedTopics(
  described: DescribedTopics,
  { topology, inDetail, terminal }: RenderDescribedOptions,
): string {
  const { glyphs, width } = terminal;
  const { problems, topics } = described;
  const tell = (problem: DescribedTopics['problems'][number]) =>
    tellProblem(problem, { glyph: glyphs.bad, width });
  const next =
    problems.length === 0
      ? []
      : [`How its hosts are, and what brings them back: ${commandFor(topology, 'status')}`];
  const text = [headOf(described, glyphs), [...problems.flatMap(tell), ...next]]
    .filter((lines) => lines.length > 0)
    .map((lines) => wrapLines(lines.join('\n'), width));
  const tables = topics.length === 0 ? [] : [drawTopics(topics, terminal)];
  const details = inDetail ? topics.flatMap((topic) => detailsOf(topic, width)) : [];
  return [...text, ...tables, ...details].join('\n\n');
}

function headOf(described: DescribedTopics, glyphs: Glyphs): readonly string[] {
  const { clusterName, topics, problems, watchedSeconds } = described;
  const partitions = topics.flatMap((topic) => topic.partitions).length;
  const what = `${counted(topics.length, 'topic')}, ${counted(partitions, 'partition')}`;
  const verdict = areWell(described)
    ? `${glyphs.good} ${clusterName}: ${what}, and nothing is wrong with them.`
    : `${glyphs.bad} ${clusterName}: ${what}: ${counted(problems.length, 'problem')}.`;
  const total = (of: (topic: DescribedTopic) => number) =>
    topics.reduce((sum, topic) => sum + of(topic), 0);
  const size = `${formatBytes(total(({ leaderBytes }) => leaderBytes))}, on disk ${formatBytes(total(({ sizeBytes }) => sizeBytes))} with all copies`;
  const rate = formatBytes(total(({ bytesInPerSecond = 0 }) => bytesInPerSecond));
  const written =
    watchedSeconds === 0 ? '' : `; ${rate}/s were written in ${formatDuration(watchedSeconds)}`;
  return [verdict, `${size}${written}.`];
}

function drawTopics(topics: readonly DescribedTopic[], { glyphs, width }: Terminal): string {
  const columns: readonly (readonly [string, (topic: DescribedTopic) => string])[] = [
    ['  Topic', (topic) => `${isFine(topic) ? glyphs.good : glyphs.bad} ${topic.name}`],
    ['Trouble', troubleOf],
    ['Partitions', ({ partitions }) => String(partitions.length)],
    ['Replicas', ({ replicationFactor }) => String(replicationFactor)],
    ['Min ISR', ({ minInsyncReplicas }) => String(minInsyncReplicas)],
    ['On disk', sizeOf],
    ['Written', writtenOf],
    ['Kept for', retentionOf],
    ['Leaders', leadersOf],
    ['Of', ({ origin }) => ORIGINS[origin]],
  ];
  const used = columns.filter(([, cell]) => topics.some((topic) => cell(topic) !== ''));
  return table(
    used.map(([title]) => title),
    topics.map((topic) => used.map(([, cell]) => visibleLine(cell(topic)))),
    { width },
  );
}

const ORIGINS: Readonly<Record<DescribedTopic['origin'], string>> = {
  spec: 'the spec',
  'former-spec': 'an earlier spec',
  other: 'no spec',
  kafka: 'Kafka',
};

function isFine({ trouble, differences }: DescribedTopic): boolean {
  const { leaderless, underMinInsync, underReplicated } = trouble;
  return leaderless + underMinInsync + underReplicated + differences.length === 0;
}

/** What is wrong with its partitions, or moves them; nothing where all is well. */
export function troubleOf({ trouble, differences }: DescribedTopic): string {
  const counts = [
    [trouble.leaderless, 'without a leader'],
    [trouble.underMinInsync, 'refuse writes'],
    [trouble.underReplicated, 'under-replicated'],
    [trouble.reassigning, 'being moved'],
  ] as const;
  const told = counts.flatMap(([count, words]) => (count === 0 ? [] : [`${count} ${words}`]));
  return [...told, ...(differences.length > 0 ? ['not as the spec says'] : [])].join(', ');
}

/** All copies; a mark where some broker did not tell of its own. */
export function sizeOf({ sizeBytes, unknownReplicas }: DescribedTopic): string {
  return `${formatBytes(sizeBytes)}${unknownReplicas === 0 ? '' : `, without ${unknownReplicas} unknown`}`;
}

/** How much is written to it; nothing where nobody could tell. */
export function writtenOf({
  bytesInPerSecond,
  watchedPartitions,
  partitions,
}: DescribedTopic): string {
  if (bytesInPerSecond === undefined) return '';
  const part =
    watchedPartitions === partitions.length
      ? ''
      : ` (${watchedPartitions} of ${partitions.length})`;
  return `${formatBytes(bytesInPerSecond)}/s${part}`;
}

function retentionOf({ cleanupPolicy, retentionMs, retentionBytes }: DescribedTopic): string {
  const compacted = cleanupPolicy.includes('compact') ? ['compacted'] : [];
  if (!cleanupPolicy.includes('delete')) return compacted.join('');
  const limits = [
    ...(retentionMs === undefined ? [] : [formatDuration(retentionMs / 1_000)]),
    ...(retentionBytes === undefined ? [] : [`${formatBytes(retentionBytes)} a partition`]),
  ];
  return [...compacted, limits.length === 0 ? 'ever' : limits.join(' or ')].join(', ');
}

/** Where many brokers lead, nobody compares them one by one. */
const MOST_LEADERS = 6;

function leadersOf({ brokers }: DescribedTopic): string {
  if (brokers.length <= MOST_LEADERS)
    return brokers.map(({ id, leads }) => `${id}: ${leads}`).join(', ');
  const leads = brokers.map((broker) => broker.leads);
  return `${Math.min(...leads)} to ${Math.max(...leads)} on ${brokers.length} brokers`;
}

function detailsOf(topic: DescribedTopic, width: number): readonly string[] {
  const { name, brokers, partitions, differences, ownSettings } = topic;
  const settings = Object.entries(ownSettings).map(([key, value]) => `${key} ${value}`);
  const sets = settings.length === 0 ? 'sets nothing for itself' : `sets ${settings.join(', ')}`;
  const lines = [
    `Topic ${name} ${sets}.`,
    ...differences.map((text) => `To be as the spec says: ${text}.`),
  ];
  return [
    wrapLines(lines.map(visibleLine).join('\n'), width),
    table(
      ['Broker', 'Leads', 'Replicas', 'Behind', 'On disk'],
      brokers.map(({ id, leads, replicas, outOfSync, sizeBytes }) => [
        ...[id, leads, replicas, outOfSync].map(String),
        sizeBytes === undefined ? 'not known' : formatBytes(sizeBytes),
      ]),
      { width },
    ),
    table(
      ['Partition', 'Leader', 'Replicas'],
      partitions.map((partition) => [
        String(partition.index),
        partition.leader === undefined ? 'none' : String(partition.leader),
        replicasOf(partition),
      ]),
      { width },
    ),
  ];
}

const replicasOf = ({ replicas }: DescribedPartition): string =>
  replicas.map(describeReplica).join(', ');

function describeReplica({ broker, sizeBytes, inSync, isComing }: DescribedReplica): string {
  const size = sizeBytes === undefined ? 'size not known' : formatBytes(sizeBytes);
  const state = isComing ? ', on its way here' : inSync ? '' : ', behind';
  return `${broker} (${size}${state})`;
}
