import { hostStopped } from '../../../../scripts/plan-review/rules/host-stopped';
import { judge } from '../../../support/judge-plan';
import { plannedCluster } from '../../../support/planned-cluster';

const stopping = (change: Readonly<Record<string, unknown>>) => ({ instance: () => change });

it('says who stops, in which order and why', () => {
  const [finding] = judge(hostStopped, plannedCluster(stopping({ instance_type: 'r7i.2xlarge' })));
  expect(finding).toMatchObject({
    severity: 'care',
    what: 'Stops and starts broker 1, 2, 3 one after another, because of instance_type.',
  });
});

it.each([
  ['nothing changes', {}],
  ['tags change', stopping({ tags: { Name: 'x' } })],
  [
    'what changes can change while it runs',
    stopping({ monitoring: true, disable_api_termination: false }),
  ],
  [
    'too many stop: that is told elsewhere',
    { ...stopping({ user_data: 'x' }), gates: 'idle' as const },
  ],
])('is silent where %s', (_, options) => {
  expect(judge(hostStopped, plannedCluster(options))).toEqual([]);
});

it.each([
  'user_data',
  'user_data_base64',
  'cpu_options',
  'ebs_optimized',
  'hibernation',
  'placement_group',
])('knows that a change of %s stops the instance', (key) => {
  const options = { instance: (id: number) => (id === 2 ? { [key]: 'x' } : {}) };
  expect(judge(hostStopped, plannedCluster(options))[0]?.what).toContain(`because of ${key}`);
});

it('takes a value that is known only later for a change', () => {
  const options = {
    instance: () => ({}),
    instanceChange: (id: number) =>
      id === 1 ? { actions: ['update'], afterUnknown: { instance_type: true } } : {},
  };
  expect(judge(hostStopped, plannedCluster(options))[0]?.what).toContain(
    'broker 1, because of instance_type',
  );
});

it('says that nothing serves while the only host is down', () => {
  const [finding] = judge(
    hostStopped,
    plannedCluster({ ...stopping({ instance_type: 'x' }), brokers: 1 }),
  );
  expect(finding?.why).toContain('only one');
});

it('knows attachments that stop their instance before they go', () => {
  const attachment = {
    address: 'aws_volume_attachment.a',
    before: { instance_id: 'i-3', volume_id: 'v', stop_instance_before_detaching: true },
    after: null,
  };
  const [finding] = judge(hostStopped, [...plannedCluster(), attachment]);
  expect(finding?.what).toBe('Stops and starts broker 3, because of aws_volume_attachment.a.');
});

it('says that a host stays down where the plan wants it stopped', () => {
  const state = {
    address: 'aws_ec2_instance_state.s',
    before: { instance_id: 'i-1', state: 'running' },
    after: { instance_id: 'i-1', state: 'stopped' },
  };
  expect(judge(hostStopped, [...plannedCluster(), state])).toMatchObject([
    { what: 'Stops broker 1, and doesn’t start it again.' },
  ]);
});
