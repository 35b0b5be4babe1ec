import { userDataChanged } from '../../../../scripts/plan-review/rules/user-data-changed';
import { judge } from '../../../support/judge-plan';
import { plannedCluster } from '../../../support/planned-cluster';

const scripts = (change: object) =>
  plannedCluster({
    instanceChange: (id) =>
      id === 1
        ? {
            before: {
              id: 'i-1',
              user_data: 'echo a',
              tags: { 'kafka-cluster': 'prod', 'kafka-host': 'broker-1' },
            },
            after: {
              id: 'i-1',
              user_data: 'echo b',
              tags: { 'kafka-cluster': 'prod', 'kafka-host': 'broker-1' },
            },
            ...change,
          }
        : {},
  });

it.each([
  ['stops', {}, 'which stops and starts each of them'],
  [
    'is made anew for it',
    { actions: ['delete', 'create'], replacePaths: [['user_data']] },
    'which makes each of them anew',
  ],
  [
    'is made anew for something else',
    { actions: ['delete', 'create'], replacePaths: [['ami']] },
    'which only new instances read',
  ],
])('says what becomes of a host that %s', (_, change, expected) => {
  expect(judge(userDataChanged, scripts(change))).toMatchObject([
    { severity: 'care', what: `Changes the user data of broker 1, ${expected}.` },
  ]);
});

it('knows launch templates', () => {
  const template = (text: string) => ({ user_data: Buffer.from(text).toString('base64') });
  const resource = {
    address: 'aws_launch_template.a',
    before: template('echo a'),
    after: template('echo b'),
  };
  expect(judge(userDataChanged, [resource])[0]?.what).toContain('which only new instances read');
});

it('is silent where user data stays', () => {
  expect(
    judge(userDataChanged, plannedCluster({ instance: () => ({ user_data: undefined }) })),
  ).toEqual([]);
});
