import { resolveSpec } from '../../../cluster/resolve-spec';
import { declaredTopics } from '../../../cluster/topics/declared-topics';
import { validSpec } from '../../support/spec-builder';

it('shows each topic and quota by its name, with what it takes from the cluster', () => {
  const spec = validSpec({
    topics: [
      { name: 'app', partitions: 3 },
      { name: 'state', config: { 'cleanup.policy': ['compact'] } },
    ],
    quotas: [{ clientId: 'x', produceBytesPerSecond: 5 }],
  });
  expect(declaredTopics(resolveSpec(spec))).toEqual({
    topics: {
      app: {
        ...{ partitions: '3', 'replication.factor': '3' },
        ...{ 'min.insync.replicas': '2', 'retention.ms': '259200000' },
      },
      // Compaction alone deletes nothing for its age.
      state: {
        ...{ partitions: '6', 'replication.factor': '3' },
        ...{ 'min.insync.replicas': '2', 'cleanup.policy': 'compact' },
      },
    },
    quotas: { "client id 'x'": { producer_byte_rate: 5 } },
  });
});

it('is nothing where the spec has none', () => {
  expect(declaredTopics(resolveSpec(validSpec()))).toBeUndefined();
});
