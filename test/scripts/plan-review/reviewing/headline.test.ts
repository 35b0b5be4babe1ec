import { reviewPlan } from '../../../../scripts/plan-review/reviewing/review-plan';
import { factsOf } from '../../../support/judge-plan';
import type { PlannedResource } from '../../../support/plan-builder';
import { asIs, plannedCluster, SETTINGS, stepCommand } from '../../../support/planned-cluster';

function headline(resources: readonly PlannedResource[]): string {
  const { plan } = factsOf(resources);
  return reviewPlan({ ...plan, isPartial: false }).headline;
}

const everyType = { instance: () => ({ instance_type: 'x' }) };
const settings = (line: string) => ({
  gates: 'idle' as const,
  settings: () => [SETTINGS, `${SETTINGS}${line}\n`] as const,
});

const scaled = {
  address: 'aws_autoscaling_group.a',
  before: { desired_capacity: 3 },
  after: { desired_capacity: 0 },
};
/** What each deploy ends with. */
const verifying = (): PlannedResource => ({
  address: 'terraform_data.Kafka_Deploy_Verify_00000000',
  command: stepCommand('smoke'),
  before: { triggers_replace: ['2026-11-26T10:00:00Z'] },
  after: { triggers_replace: ['2026-11-27T10:00:00Z'] },
  actions: ['delete', 'create'],
});
const running = (id: number): PlannedResource => ({
  address: `aws_ec2_instance_state.Kafka_Broker${id}_Machine_Running_00000000`,
  before: { instance_id: `i-${id}`, state: 'stopped' },
  after: { instance_id: `i-${id}`, state: 'running' },
});

const counted = (index: number): PlannedResource => ({
  address: `aws_instance.node[${index}]`,
  before: { id: `i-${index}`, instance_type: 'a', tags: { Name: 'node' } },
  after: { id: `i-${index}`, instance_type: 'b', tags: { Name: 'node' } },
});

it.each([
  [
    'what no rule judges',
    [{ address: 'aws_made_up.a', after: { a: 1 } }],
    'touches no host; no rule knows what a change would do (aws_made_up.a)',
  ],
  [
    'fewer members of a group, which may hold data',
    [scaled, { address: 'aws_made_up.a', after: { a: 1 } }],
    'leaves fewer members to aws_autoscaling_group.a; touches no host; data may be touched',
  ],
  [
    'data that a forgotten volume holds',
    [{ address: 'aws_ebs_volume.a', before: { id: 'vol-1' }, actions: ['forget'] }],
    'forgets aws_ebs_volume.a; touches no host',
  ],
  [
    'hosts that share a name',
    [counted(0), counted(1), counted(2)],
    'stops host aws_instance.node[0], aws_instance.node[1], aws_instance.node[2] all at once; replaces none',
  ],
  ['nothing', plannedCluster({ gates: 'idle' }), 'changes nothing'],
  [
    'a deploy that only verifies',
    [...plannedCluster({ gates: 'idle' }), verifying()],
    'changes nothing; the deploy verifies the cluster',
  ],
  [
    'a host that stands still and is started',
    [...plannedCluster({ gates: 'idle' }), verifying(), running(2)],
    'starts broker 2; restarts none; replaces none; no data touched',
  ],
  [
    'a cluster from nothing',
    plannedCluster({ isNew: true }),
    'creates the cluster prod with broker 1, 2, 3; no data touched',
  ],
  [
    'instance types behind gates',
    plannedCluster(everyType),
    'stops broker 1, 2, 3 one after another; replaces none; no data touched',
  ],
  [
    'instance types in a row',
    plannedCluster({ ...everyType, gates: 'none' }),
    'stops broker 1, 2, 3 one right after another; replaces none',
  ],
  [
    'instance types without any order',
    plannedCluster({ ...everyType, gates: 'none', instanceChange: () => ({ dependsOn: [] }) }),
    'stops broker 1, 2, 3 all at once; replaces none',
  ],
  [
    'a setting that restarts',
    plannedCluster(settings('queued.max.requests=9')),
    'restarts broker 1, 2, 3 one after another; replaces none; no data touched',
  ],
  [
    'a setting that running brokers could take',
    plannedCluster(settings('num.io.threads=9')),
    'restarts broker 1, 2, 3 one after another; replaces none; no data touched',
  ],
  [
    'a setting in a plan without converge',
    plannedCluster(settings('num.io.threads=9')).filter(({ address }) => !/Converge/.test(address)),
    'needs restarts of broker 1, 2, 3, which it leaves to converge; replaces none; no data touched',
  ],
  [
    'a broker made anew, with its data on a volume',
    [
      ...plannedCluster({
        instanceChange: (id) => (id === 2 ? { actions: ['delete', 'create'] } : {}),
      }),
      asIs('aws_volume_attachment.a', { instance_id: 'i-2', volume_id: 'v' }),
    ],
    'replaces broker 2; restarts none; no data touched',
  ],
  [
    'a broker more',
    plannedCluster({
      brokers: 4,
      instanceChange: (id) => (id === 4 ? { before: null, actions: ['create'] } : {}),
    }),
    'adds broker 4; restarts none; replaces none; no data touched',
  ],
  [
    'a volume that goes',
    [...plannedCluster(), { address: 'aws_ebs_volume.a', before: { id: 'v' }, after: null }],
    'deletes volume aws_ebs_volume.a, which can’t be undone; restarts none; replaces none',
  ],
  [
    'a stack without hosts',
    [{ address: 'aws_cloudwatch_metric_alarm.a', after: { id: 'a' } }],
    'touches no host; no data touched',
  ],
])('tells %s', (_, resources, expected) => {
  expect(headline(resources)).toBe(expected);
});

it('names many brokers in short', () => {
  expect(headline(plannedCluster({ ...everyType, brokers: 40 }))).toContain(
    'stops broker 1 to 40 one after',
  );
});

it('says of which of several clusters it speaks', () => {
  const web = asIs('aws_instance.web', { id: 'i', tags: { Name: 'web' } });
  expect(headline([...plannedCluster(everyType), web])).toBe(
    'prod: stops broker 1, 2, 3 one after another; replaces none; other hosts: restarts none; replaces none; no data touched',
  );
});

it('finds a deploy safe that only verifies, or starts what stands still', () => {
  for (const more of [[], [running(2)], [{ ...running(2), before: null, actions: ['create'] }]]) {
    const { plan } = factsOf([...plannedCluster({ gates: 'idle' }), verifying(), ...more]);
    const { verdict, findings } = reviewPlan({ ...plan, isPartial: false });
    expect({ verdict, findings }).toEqual({ verdict: 'safe', findings: [] });
  }
});
