import { countPartitions } from '../../../../scripts/health/cluster/count-partitions';
import { topicOf } from '../../../support/cluster-states';

const counted = (
  partitions: Parameters<typeof topicOf>[1],
  reassignments: readonly string[] = [],
) => countPartitions({ topics: [topicOf('events', partitions)], reassignments });

it('counts what each broker leads and holds', () => {
  const { byBroker, ...counts } = counted(
    [{}, { leaderId: 2, replicaNodes: [2, 3, 1], isrNodes: [2, 1] }],
    ['events-1'],
  );
  expect(counts).toEqual({
    ...{ topics: 1, partitions: 2, leaderless: 0 },
    ...{ underReplicated: 1, underMinInsync: 0, reassigning: 1 },
  });
  expect(Object.fromEntries(byBroker)).toMatchObject({
    2: { leads: 1, replicas: 2, outOfSync: 0 },
    3: { leads: 0, replicas: 2, outOfSync: 1 },
  });
});

it('counts partitions that nobody leads, and those that refuse writes', () => {
  expect(counted([{ leaderId: -1, isrNodes: [] }, { isrNodes: [1] }, {}])).toMatchObject({
    ...{ leaderless: 1, underReplicated: 2, underMinInsync: 2 },
  });
});
