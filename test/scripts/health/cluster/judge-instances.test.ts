import { judgeInstances } from '../../../../scripts/health/cluster/judge-instances';
import type { InstanceState } from '../../../../scripts/health/cluster/read-instances';

const judge = (state: InstanceState | undefined) =>
  judgeInstances([{ name: 'broker-1' }], new Map(state ? [['broker-1', state]] : []));
const instance = (state: string, reason?: string) => ({ id: 'i-1', state, reason });

it.each(['running', 'pending'])('finds nothing wrong with an instance that is %s', (state) => {
  expect(judge(instance(state))).toEqual([]);
});

it('says nothing where EC2 could not be asked', () => {
  expect(judgeInstances([{ name: 'broker-1' }], undefined)).toEqual([]);
});

it.each<[InstanceState | undefined, string, string]>([
  [instance('stopped', 'User initiated'), 'i-1, which is stopped (User initiated)', 'starts it'],
  [instance('stopping'), 'i-1, which is stopping', 'starts it'],
  [instance('terminated'), 'i-1, which is terminated', 'makes it anew'],
  [undefined, 'none of its tags', 'makes it anew'],
])('tells %j, and that a deploy mends it', (state, value, remedy) => {
  expect(judge(state)).toMatchObject([
    { host: 'broker-1', value, remedy: expect.stringContaining(remedy) as string },
  ]);
});
