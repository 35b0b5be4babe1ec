import { formatProblem } from '../../../../cluster/errors';
import type { TopicState } from '../../../../scripts/health/cluster/cluster-state';
import {
  fragileTopics,
  judgeReplication,
} from '../../../../scripts/health/cluster/judge-replication';
import { topicOf, type PartitionChanges } from '../../../support/cluster-states';
import { productionTopology } from '../../../support/production-topology';

const topology = productionTopology();
const topic = (
  name: string,
  minInsyncReplicas: number,
  ...partitions: readonly PartitionChanges[]
): TopicState => ({ ...topicOf(name, partitions), minInsyncReplicas });
const judge = (...topics: readonly TopicState[]) =>
  judgeReplication({ topology, state: { topics } }).map(
    ({ path, rule, value }) => `${path} | ${rule} | ${String(value)}`,
  );

const LEADER = 'The partitions | each have a leader';
const REFUSED =
  'The partitions | each have min.insync.replicas in sync, or writes with acks=all are refused';
const IN_SYNC = 'be in sync in every partition that it holds';

test.each<[string, readonly TopicState[], readonly string[]]>([
  ['no topics', [], []],
  ['all in sync', [topic('a', 2, {}, {}), topic('b', 1, { replicaNodes: [2], isrNodes: [2] })], []],
  [
    'one replica behind, writes go on',
    [topic('a', 2, {}, { isrNodes: [1, 3] })],
    [`Broker 2 | ${IN_SYNC} | out of sync in 1 (a-1)`],
  ],
  [
    'fewer in sync than the minimum',
    [topic('a', 2, { isrNodes: [3] })],
    [
      `${REFUSED} | too few for 1 (a-0)`,
      `Broker 1 | ${IN_SYNC} | out of sync in 1 (a-0)`,
      `Broker 2 | ${IN_SYNC} | out of sync in 1 (a-0)`,
    ],
  ],
  [
    'as many replicas as the minimum, all of them in sync',
    [topic('a', 2, { replicaNodes: [1, 2], isrNodes: [1, 2] })],
    [],
  ],
  [
    'a single replica is held to one, whatever the minimum',
    [topic('a', 2, { replicaNodes: [1], isrNodes: [1] })],
    [],
  ],
  [
    'a partition without a leader',
    [topic('a', 1, { leaderId: -1, replicaNodes: [3], isrNodes: [3] })],
    [`${LEADER} | none for 1 (a-0)`],
  ],
  [
    'many partitions of one broker stand together',
    [topic('a', 2, ...Array.from({ length: 7 }, () => ({ isrNodes: [1, 2] })))],
    [`Broker 3 | ${IN_SYNC} | out of sync in all of its 7 (a-0, a-1, a-2, a-3, a-4, …)`],
  ],
])('%s', (_, topics, problems) => {
  expect(judge(...topics)).toEqual(problems);
});

test('what a host that is set aside alone holds, or lacks, is no fault', () => {
  const topics = [
    topic('its-own', 1, { leaderId: -1, replicaNodes: [3], isrNodes: [3] }),
    topic('shared', 2, { isrNodes: [1, 2] }),
    topic('behind', 2, { isrNodes: [1, 3] }),
  ];
  const problems = judgeReplication({ topology, state: { topics }, apartFrom: 'broker-3' });
  expect(problems.map(({ path, value }) => `${path} | ${String(value)}`)).toEqual([
    'The partitions | too few for 1 (behind-0)',
    'Broker 2 | out of sync in 1 (behind-0)',
  ]);
});

test.each<[string, number | undefined, readonly string[], RegExp]>([
  ['it comes nearer', 1e7, [], /in sync in about 6\.7 min at 10\.0 MB\/s'\. Wait/],
  ['nobody knows how fast', undefined, [], /has 0 % of 4\.00 GB'\. Look whether broker 3 runs/],
  ['it comes no nearer', 0, [], /and comes no nearer'\. Look whether broker 3 runs/],
  ['a throttle lets nothing through', 0, ['broker 3'], /no nearer, throttled'\. .*unthrottle/],
  ['a throttle lets something through', 1e7, ['broker 3'], /at 10\.0 MB\/s'\. Wait/],
])('what refills says how far it is: %s', (_, rate, throttled, told) => {
  const state = {
    ...{ topics: [topic('a', 2, { isrNodes: [1, 2] })], throttled },
    ...{ logBytes: new Map([[3, 0n]]), leaderBytes: new Map([[3, 4_000_000_000n]]) },
    ...(rate !== undefined && { catchUpRates: new Map([[3, rate]]) }),
  };
  expect(judgeReplication({ topology, state }).map(formatProblem)).toEqual([
    expect.stringMatching(told),
  ]);
});

test('topics that one restart would close to writes are named', () => {
  const topics = [
    topic('safe', 2, {}),
    topic('fragile', 2, {}, { replicaNodes: [1, 2], isrNodes: [1, 2] }),
    topic('single', 1, { replicaNodes: [1], isrNodes: [1] }),
  ];
  expect(fragileTopics(topics)).toEqual(['fragile', 'single']);
});
