import { textUnseen } from '../../../../scripts/plan-review/rules/text-unseen';
import { judge } from '../../../support/judge-plan';
import { plannedCluster } from '../../../support/planned-cluster';

const settings = (change: object) =>
  plannedCluster().map((resource) =>
    /Broker1_Files_etc-kafka/.test(resource.address) ? { ...resource, ...change } : resource,
  );
const KEY = { key: 'prod/broker-1/etc/kafka/server.properties' };

it.each([
  ['known only later', { after: KEY, afterUnknown: { content: true } }],
  ['uploaded from the disk', { before: { ...KEY, etag: 'a' }, after: { ...KEY, etag: 'b' } }],
])('says when a file is %s', (_, change) => {
  expect(judge(textUnseen, settings(change))).toMatchObject([
    {
      severity: 'care',
      what: expect.stringContaining('broker-1 /etc/kafka/server.properties') as unknown,
    },
  ]);
});

it('says when user data can’t be shown', () => {
  const cluster = plannedCluster({
    instanceChange: (id) =>
      id === 1
        ? {
            before: { id: 'i-1', user_data: 'a'.repeat(40) },
            after: { id: 'i-1', user_data: 'b'.repeat(40) },
          }
        : {},
  });
  expect(judge(textUnseen, cluster)[0]?.what).toContain('only a digest');
});

it('is silent over what can be read', () => {
  const seen = { after: { ...KEY, content: 'broker.id=1\n' } };
  expect(judge(textUnseen, settings(seen))).toEqual([]);
  const marked = { ...seen, afterSensitive: { content: true } };
  expect(judge(textUnseen, settings(marked))).toEqual([]);
});
