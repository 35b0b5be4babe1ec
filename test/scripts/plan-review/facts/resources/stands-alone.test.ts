import { standsAlone } from '../../../../../scripts/plan-review/facts/resources/stands-alone';
import { factsOf } from '../../../../support/judge-plan';
import type { PlannedResource } from '../../../../support/plan-builder';

const alone = (...resources: readonly PlannedResource[]) => {
  const facts = factsOf(resources);
  return standsAlone(facts.plan.changes[0]!, facts);
};

const route = (after: object, rest: object = {}): PlannedResource => ({
  address: 'aws_route.a',
  after: after as Record<string, unknown>,
  ...rest,
});
const standingTable = {
  address: 'aws_route_table.t',
  before: { id: 'rtb-1' },
  after: { id: 'rtb-1' },
};
const newTable = { address: 'aws_route_table.t', after: { vpc_id: 'vpc-1' } };
const newGateway = { address: 'aws_nat_gateway.g', after: { subnet_id: 's' } };
const refersTo = ['aws_route_table.t.id', 'aws_nat_gateway.g.id'];

it.each<[string, readonly PlannedResource[], boolean]>([
  ['a new bucket', [{ address: 'aws_s3_bucket.b', after: { bucket: 'b' } }], true],
  ['a route in a table that stands', [route({ route_table_id: 'rtb-1' }), standingTable], false],
  [
    'a route in a new table',
    [route({}, { afterUnknown: { route_table_id: true }, refersTo }), newTable, newGateway],
    true,
  ],
  [
    'a policy of a bucket that comes by name',
    [
      { address: 'aws_s3_bucket_policy.p', after: { bucket: 'logs' } },
      { address: 'aws_s3_bucket.b', after: { bucket: 'logs' } },
    ],
    true,
  ],
  [
    'policies of a bucket that stands, which name it together',
    [
      { address: 'aws_s3_bucket_policy.p', after: { bucket: 'logs' } },
      { address: 'aws_s3_bucket_logging.v', after: { bucket: 'logs' } },
    ],
    false,
  ],
  [
    'what names nothing and refers to nothing',
    [{ address: 'made_up_rule.r', after: { a: 1 } }],
    false,
  ],
  [
    'what refers only to what comes',
    [
      { address: 'made_up_rule.r', after: {}, refersTo: ['made_up_thing.t.id'] },
      { address: 'made_up_thing.t', after: {} },
    ],
    true,
  ],
])('says whether %s stands alone', (_, resources, expected) => {
  expect(alone(...resources)).toBe(expected);
});
