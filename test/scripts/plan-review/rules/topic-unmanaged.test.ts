import { retentionShortened } from '../../../../scripts/plan-review/rules/retention-shortened';
import { topicUnmanaged } from '../../../../scripts/plan-review/rules/topic-unmanaged';
import { judge } from '../../../support/judge-plan';

const record = (before: object, after: object) => [
  {
    address: 'terraform_data.logs_Deploy_Topics_1A2B3C4D',
    before: { input: { topics: before, quotas: {} } },
    after: { input: { topics: after, quotas: {} } },
  },
];
const orders = { partitions: '6', 'replication.factor': '3', 'retention.ms': '259200000' };

it('tells a topic that leaves the spec: it stays, and nobody looks after it', () => {
  const [found, ...others] = judge(
    topicUnmanaged,
    record({ orders, other: orders }, { other: orders }),
  );
  expect(others).toEqual([]);
  expect(found).toMatchObject({ severity: 'care', what: 'Takes topic orders out of the spec.' });
});

it('has nothing to say of one that comes or stays', () => {
  expect(judge(topicUnmanaged, record({ orders }, { orders, other: orders }))).toEqual([]);
});

it('lets the rules of topics judge what changes in a spec', () => {
  const after = { orders: { ...orders, 'retention.ms': '86400000' } };
  const [found] = judge(retentionShortened, record({ orders }, after));
  expect(found?.severity).toBe('danger');
  expect(found?.what).toBe(
    'Deletes records sooner on topic orders: retention.ms 259200000 → 86400000.',
  );
});
