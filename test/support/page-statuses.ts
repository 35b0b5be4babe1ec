import type { PageStatus } from '../../scripts/status/page/page-status';
import type { DescribedTopic, DescribedTopics } from '../../scripts/topics/described-topics';
import { disk, host, status } from './shown-statuses';

/** A topic of two partitions, in which all is well. */
export const topic = (name: string, changes: Partial<DescribedTopic> = {}): DescribedTopic => ({
  ...{ name, origin: 'spec', cleanupPolicy: 'delete', retentionMs: 3_600_000 },
  partitions: [
    { index: 0, leader: 1, replicas: [] },
    { index: 1, leader: 2, replicas: [] },
  ],
  ...{ replicationFactor: 3, minInsyncReplicas: 2, retentionBytes: undefined },
  ...{ sizeBytes: 3_000_000, leaderBytes: 1_000_000, unknownReplicas: 0 },
  ...{ bytesInPerSecond: 250_000, watchedPartitions: 2, brokers: [] },
  trouble: { leaderless: 0, underMinInsync: 0, underReplicated: 0, reassigning: 0 },
  ...{ differences: [], ownSettings: {} },
  ...changes,
});

export const described = (topics: readonly DescribedTopic[]): DescribedTopics => ({
  ...{ clusterName: 'logs', at: new Date(0), watchedSeconds: 2, problems: [], topics },
});

/** A secured cluster of which all is known, and in which not all is well; a page of it has every part. */
export function fullStatus(changes: Partial<PageStatus> = {}): PageStatus {
  const third = {
    serves: false,
    certificateEnds: '2027-01-05',
    partitions: { leads: 0, replicas: 12, outOfSync: 12 },
    disks: [disk(900_000_000, { secondsLeft: 11_000, bytesPerSecond: 9_000 })],
    behind: ['/etc/kafka/server.properties differs: needs a restart of Kafka'],
  };
  const shown = status(third);
  const [first, second] = [host(1, { certificateEnds: '2027-11-26' }), host(2, LEVELS_OFF)];
  return {
    ...shown,
    hosts: [first, second, shown.hosts[2]!],
    problems: [
      {
        path: 'broker-3',
        rule: 'be registered as broker 3',
        remedy: 'Start it: `npx --no-install cdktf-kafka converge --inventory FILE`',
      },
    ],
    topics: described([
      topic('app-logs'),
      topic('audit', { bytesInPerSecond: undefined, watchedPartitions: 0 }),
    ]),
    groups: { groups: [GROUP], silent: ['broker-3'] },
    history: { holder: undefined, records: [RECORD] },
    ...changes,
  };
}

const LEVELS_OFF = { disks: [disk(300_000_000, { levelsOffAt: 0.7, bytesPerSecond: 2_000 })] };

const GROUP = {
  ...{ group: 'billing', state: 'Empty', records: 1_234_567 },
  topics: [{ topic: 'app-logs', partitions: 2, records: 1_234_567, committed: 10, unknown: 0 }],
};

const RECORD = {
  ...{ id: '1', command: 'restart broker-1', by: 'ann@ops', pid: 4711 },
  ...{ since: '2026-11-27T01:42:30.000Z', why: ['a leak'], steps: [] },
  end: { at: '2026-11-27T01:43:16.000Z', result: 'done' as const },
};
