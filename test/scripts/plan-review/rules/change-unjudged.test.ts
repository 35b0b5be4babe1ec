import { changeUnjudged } from '../../../../scripts/plan-review/rules/change-unjudged';
import { severityOf } from '../../../support/judge-plan';

it.each([
  ['aws_autoscaling_group', { desired_capacity: 3 }, { desired_capacity: 0 }, 'care'],
  ['aws_msk_cluster', { number_of_broker_nodes: 6 }, { number_of_broker_nodes: 3 }, 'care'],
  ['aws_db_instance', { publicly_accessible: false }, { publicly_accessible: true }, 'care'],
  ['aws_route53_record', { records: ['10.0.0.1'] }, { records: ['10.9.9.9'] }, 'care'],
  [
    'aws_route53_record',
    { records: ['a'], tags: {} },
    { records: ['a'], tags: { a: 'b' } },
    undefined,
  ],
  ['aws_route', null, { destination_cidr_block: '10.0.0.0/8' }, undefined],
  ['aws_s3_bucket_replication_configuration', null, { bucket: 'b' }, 'care'],
  ['aws_made_up', { size: 1 }, { size: 2 }, undefined],
])('judges %s %j -> %j', (type, before, after, expected) => {
  expect(severityOf(changeUnjudged, [{ address: `${type}.a`, before, after }])).toBe(expected);
});

it('takes what is known only later for a change', () => {
  const subnet = { address: 'aws_subnet.a', before: { cidr_block: '10.0.0.0/24' }, after: {} };
  const unknown = { ...subnet, afterUnknown: { cidr_block: true } };
  expect(severityOf(changeUnjudged, [unknown])).toBe('care');
});
