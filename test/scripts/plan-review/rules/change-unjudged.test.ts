import { RULES } from '../../../../scripts/plan-review/rules';
import { judge, severityOf } from '../../../support/judge-plan';

const changeUnjudged = RULES.find(({ id }) => id === 'change-unjudged')!;

it.each([
  ['aws_vpn_connection', { static_routes_only: true }, { static_routes_only: false }, 'care'],
  ['aws_made_up', { size: 1 }, { size: 2 }, 'care'],
  ['aws_made_up', null, { size: 2 }, 'care'],
  ['aws_made_up', { tags: {} }, { tags: { a: 'b' } }, undefined],
  ['aws_db_instance', { made_up: 1 }, { made_up: 2 }, 'care'],
  ['aws_ebs_volume', { size: 1 }, { size: 2 }, undefined],
  ['aws_ebs_volume', { multi_attach_enabled: false }, { multi_attach_enabled: true }, 'care'],
  ['aws_ebs_volume', null, { size: 2 }, undefined],
  ['aws_cloudwatch_dashboard', { dashboard_name: 'a' }, { dashboard_name: 'b' }, undefined],
  ['random_id', { byte_length: 1 }, { byte_length: 2 }, undefined],
  ['aws_cloudwatch_metric_alarm', null, { alarm_name: 'a' }, undefined],
  ['aws_cloudwatch_metric_alarm', { threshold: 1 }, { threshold: 2 }, undefined],
  [
    'aws_cloudwatch_metric_alarm',
    { alarm_description: 'a' },
    { alarm_description: 'b' },
    undefined,
  ],
  ['aws_s3_bucket', null, { bucket: 'b' }, undefined],
  ['aws_s3_bucket_replication_configuration', null, { bucket: 'b' }, 'care'],
  ['aws_route', null, { route_table_id: 'rtb-1', destination_cidr_block: '10.0.0.0/8' }, 'care'],
  ['google_compute_instance', { machine_type: 'a' }, { machine_type: 'b' }, undefined],
  [
    'aws_launch_template',
    { instance_type: 'a', latest_version: 1 },
    { instance_type: 'a' },
    undefined,
  ],
])('judges %s %j -> %j', (type, before, after, expected) => {
  const afterUnknown = { latest_version: true };
  const resource = { address: `${type}.a`, before, after };
  const isVersioned = type === 'aws_launch_template';
  expect(severityOf(changeUnjudged, [isVersioned ? { ...resource, afterUnknown } : resource])).toBe(
    expected,
  );
});

it('names the attributes, down to those inside of blocks', () => {
  const [before, after] = ['a', 'b'].map((name) => ({ spec: [{ name, replicas: 1 }] }));
  const set = { address: 'kubernetes_stateful_set.a', before: before!, after: after! };
  expect(judge(changeUnjudged, [set])).toMatchObject([
    { severity: 'care', what: 'Changes spec.name of kubernetes_stateful_set.a.' },
  ]);
});

it('is silent over what is only moved or imported', () => {
  const values = { cidr_block: '10.0.0.0/24' };
  const moved = {
    address: 'aws_subnet.b',
    previousAddress: 'aws_subnet.a',
    before: values,
    after: values,
  };
  expect(judge(changeUnjudged, [moved])).toEqual([]);
});

it('takes what is known only later for a change', () => {
  const subnet = { address: 'aws_subnet.a', before: { cidr_block: '10.0.0.0/24' }, after: {} };
  const unknown = { ...subnet, afterUnknown: { cidr_block: true } };
  expect(severityOf(changeUnjudged, [unknown])).toBe('care');
});
