import { formatProblem, type Problem } from '../../cluster/errors';
import { RUN_PROGRAM } from '../../cluster/program';
import { visibleLine } from '../../cluster/visible-text';
import { counted } from '../terminal/quantities';
import { tellProblem } from '../terminal/tell-problem';
import { table } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';
import { wrapLines } from '../terminal/wrap-text';
import { isWell, type ClusterStatus, type HostStatus, type ShownStatus } from './cluster-status';
import { fillingDisks, placeTable, workTable, type HostTable } from './host-tables';
import { renderChanges } from './render-changes';
import { labelled } from './labelled';
import { renderGroups } from './render-groups';

/**
 * The status for a person: how the cluster is, all that is not as it should be, each with what mends it, and
 * then what each host does. It is read from above, by somebody who was woken up.
 */
export function renderStatus(status: ShownStatus, { glyphs, width }: Terminal): string {
  const { hosts } = status;
  // Why a host is not reached is a problem of the cluster as well as its own.
  const told = uniqueProblems([...status.problems, ...hosts.flatMap((host) => host.problems)]);
  const verdict = isWell(status)
    ? `${glyphs.good} ${status.clusterName} is healthy, and every host has its files.`
    : `${glyphs.bad} ${status.clusterName} is not as it should be${howMany(told.length)}.`;
  const tell = (glyph: string) => (problem: Problem) => tellProblem(problem, { glyph, width });
  const paragraphs = [
    [verdict, ...headOf(status)],
    told.flatMap(tell(glyphs.bad)),
    status.notes.flatMap(tell(glyphs.warning)),
    // Much of it is what hosts and brokers say of themselves.
    fillingDisks(hosts).map((text) => `${glyphs.warning} ${visibleLine(text)}`),
    ofHosts(hosts, 'behind').map((text) => `${glyphs.warning} ${text}`),
    renewalOf(hosts).map((text, index, all) =>
      index === all.length - 1 ? text : `${glyphs.warning} ${text}`,
    ),
    ...[workTable(hosts, glyphs), placeTable(hosts)].map((drawn) => ({ drawn })),
    renderGroups(status.groups),
    changesOf(status),
  ];
  return paragraphs
    .flatMap((part) => {
      if ('drawn' in part) return [drawTable(part.drawn, width)];
      return part.length === 0 ? [] : [wrapLines(part.join('\n'), width)];
    })
    .join('\n\n');
}

const howMany = (problems: number) => (problems === 0 ? '' : `: ${counted(problems, 'problem')}`);

const uniqueProblems = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((problem) => [formatProblem(problem), problem])).values(),
];

function drawTable({ header, rows }: HostTable, width: number): string {
  return table(
    header,
    rows.map((row) => row.map(visibleLine)),
    { width },
  );
}

/** What the cluster is, in a line for each of its parts. */
function headOf(status: ShownStatus): readonly string[] {
  const { at, kafkaVersions, security, controller, zookeeper, zookeeperLeader, throttled } = status;
  const kafka = kafkaVersions.length === 0 ? 'not known' : kafkaVersions.join(' and ');
  return [
    labelled('Looked at', at.toISOString().replace(/\.\d+Z$/, 'Z')),
    labelled(
      'Kafka',
      `${kafka}, ${security === 'tls' ? 'TLS' : 'plaintext'}; controller ${controller ?? 'none, or nobody tells'}`,
    ),
    labelled(
      'ZooKeeper',
      `${zookeeper.serving} of ${zookeeper.members} serve; leader ${zookeeperLeader ?? 'none, or nobody tells'}`,
    ),
    labelled('Partitions', describePartitions(status)),
    ...(throttled.length === 0 ? [] : [labelled('Throttled', throttled.join(', '))]),
  ];
}

function describePartitions({ partitions }: ClusterStatus): string {
  if (!partitions) return 'not known: there is no controller that tells';
  const { topics, leaderless, underMinInsync, underReplicated, reassigning } = partitions;
  const counts = [
    [leaderless, 'without a leader'],
    [underMinInsync, 'refuse writes'],
    [underReplicated, 'under-replicated'],
    [reassigning, 'being moved'],
  ] as const;
  const troubles = counts.flatMap(([count, words]) => (count === 0 ? [] : [`${count} ${words}`]));
  const how = troubles.length === 0 ? 'all in sync' : troubles.join(', ');
  return `${partitions.partitions} of ${counted(topics, 'topic')}: ${how}`;
}

const ofHosts = (hosts: readonly HostStatus[], key: 'behind' | 'renewal') =>
  hosts.flatMap((host) => host[key].map((reason) => visibleLine(`${host.name}: ${reason}`)));

/** The last line says what renews them. */
function renewalOf(hosts: readonly HostStatus[]): readonly string[] {
  const renewal = ofHosts(hosts, 'renewal');
  return renewal.length === 0
    ? []
    : [
        ...renewal,
        `Standing hosts keep what they have until \`${RUN_PROGRAM} replace HOST --inventory FILE\`.`,
      ];
}

function changesOf({ history }: ShownStatus): readonly string[] {
  return history
    ? renderChanges(history)
    : [labelled('Changes', 'not known: ZooKeeper does not say')];
}
