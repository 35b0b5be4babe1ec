import fc from '../../../support/fast-check';
import { headlineOf } from '../../../../scripts/plan-review/reviewing/headline';
import { RULES } from '../../../../scripts/plan-review/rules';
import { factsOf } from '../../../support/judge-plan';
import type { PlannedResource } from '../../../support/plan-builder';

const TYPES = [
  ...['aws_instance', 'aws_ebs_volume', 'aws_volume_attachment', 'aws_s3_object', 'aws_kms_key'],
  ...['aws_security_group', 'aws_security_group_rule', 'aws_vpc_security_group_ingress_rule'],
  ...['aws_iam_role', 'aws_iam_role_policy', 'aws_s3_bucket_policy', 'aws_launch_template'],
  ...['aws_s3_bucket_versioning', 'aws_network_interface', 'terraform_data', 'aws_unheard_of'],
];
const KEYS = [
  ...['id', 'tags', 'key', 'content', 'content_base64', 'instance_type', 'user_data', 'size'],
  ...['user_data_base64', 'ingress', 'cidr_blocks', 'cidr_ipv4', 'from_port', 'type', 'policy'],
  ...['assume_role_policy', 'inline_policy', 'metadata_options', 'root_block_device', 'role'],
  ...['ebs_block_device', 'versioning_configuration', 'private_ips', 'vpc_security_group_ids'],
];
const text = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'prod/broker-1/etc/kafka/server.properties',
    'prod/broker-1/manifest',
    '0.0.0.0/0',
  ),
  fc.constantFrom('{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}', '#cloud-config'),
);
const value = fc.oneof(text, fc.jsonValue(), fc.nat(), fc.boolean());
const values = fc.dictionary(fc.constantFrom(...KEYS), value);
/** Actions, with the sides that such a change has. */
const ACTIONS: readonly (readonly [readonly string[], { before: boolean; after: boolean }])[] = [
  [['create'], { before: false, after: true }],
  [['delete'], { before: true, after: false }],
  [['forget'], { before: true, after: false }],
  [['update'], { before: true, after: true }],
  [['no-op'], { before: true, after: true }],
  [['explode'], { before: true, after: true }],
  [['delete', 'create'], { before: true, after: true }],
  [['create', 'delete'], { before: true, after: true }],
];
const resource: fc.Arbitrary<PlannedResource> = fc
  .record({
    address: fc
      .tuple(fc.constantFrom(...TYPES), fc.nat(5))
      .map(([type, name]) => `${type}.a${name}`),
    before: values,
    after: values,
    afterUnknown: fc.oneof(fc.dictionary(fc.constantFrom(...KEYS), fc.boolean()), fc.boolean()),
    action: fc.constantFrom(...ACTIONS),
  })
  .map(({ action: [actions, has], before, after, ...rest }) => ({
    ...{ ...rest, actions },
    before: has.before ? before : null,
    after: has.after ? after : null,
  }));
const resources = fc.uniqueArray(resource, { selector: ({ address }) => address, maxLength: 12 });

it('is made of any plan that can be read, and no rule fails on it', () => {
  fc.assert(
    fc.property(resources, (planned) => {
      const facts = factsOf(planned);
      const findings = RULES.flatMap((rule) =>
        rule.judge(facts).map((judgement) => ({ rule, judgement })),
      );
      for (const { what, why, remedy } of findings.map(({ judgement }) => judgement)) {
        expect([what, why, remedy].every((sentence) => /\S.*[.]/s.test(sentence))).toBe(true);
        expect(`${what}${why}${remedy}`).not.toMatch(/undefined|\[object|NaN/);
      }
      expect(headlineOf(facts, findings)).not.toBe('');
    }),
    { numRuns: 500 },
  );
});

it('never finds nothing where a volume, a key or a host goes', () => {
  const gone = fc.constantFrom(
    'aws_ebs_volume.x',
    'aws_kms_key.x',
    'aws_instance.x',
    'aws_s3_bucket.x',
  );
  const going = fc.record({
    address: gone,
    before: values,
    after: fc.constant(null),
    actions: fc.constant(['delete']),
  });
  fc.assert(
    fc.property(going, resources, (lost, others) => {
      const facts = factsOf([lost, ...others]);
      expect(RULES.flatMap((rule) => rule.judge(facts))).not.toEqual([]);
    }),
    { numRuns: 200 },
  );
});
