import { counted } from '../terminal/quantities';
import { isWell, type ClusterStatus, type ShownStatus } from './cluster-status';
import { problemsOf } from './told-findings';

/** How the cluster is, in a sentence. */
export function verdictOf(status: ShownStatus): string {
  const { clusterName } = status;
  if (isWell(status)) return `${clusterName} is healthy, and every host has its files.`;
  const problems = problemsOf(status).length;
  return `${clusterName} is not as it should be${problems === 0 ? '' : `: ${counted(problems, 'problem')}`}.`;
}

/** What the cluster is: a label and a text for each of its parts. */
export function headFacts(status: ShownStatus): readonly (readonly [string, string])[] {
  const { at, kafkaVersions, security, controller, zookeeper, zookeeperLeader, throttled } = status;
  const kafka = kafkaVersions.length === 0 ? 'not known' : kafkaVersions.join(' and ');
  return [
    ['Looked at', at.toISOString().replace(/\.\d+Z$/, 'Z')],
    [
      'Kafka',
      `${kafka}, ${security === 'tls' ? 'TLS' : 'plaintext'}; controller ${controller ?? 'none, or nobody tells'}`,
    ],
    [
      'ZooKeeper',
      `${zookeeper.serving} of ${zookeeper.members} serve; leader ${zookeeperLeader ?? 'none, or nobody tells'}`,
    ],
    ['Partitions', describePartitions(status)],
    ...(throttled.length === 0 ? [] : [['Throttled', throttled.join(', ')] as const]),
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
