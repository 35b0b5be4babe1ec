import { RULES } from '../../../../scripts/plan-review/rules';
import type { PlannedResource } from '../../../support/plan-builder';
import { judge } from '../../../support/judge-plan';
import { plannedCluster } from '../../../support/planned-cluster';

const [dataStoreLost, resourceLost] = ['data-store-lost', 'resource-lost'].map((wanted) =>
  RULES.find(({ id }) => id === wanted)!,
);

const gone = (address: string, rest: object = {}): PlannedResource => ({
  address,
  before: { id: 'a' },
  after: null,
  ...rest,
});
const anew = (address: string) =>
  gone(address, { after: { id: 'b' }, actions: ['delete', 'create'] });

describe('data-store-lost', () => {
  it.each([
    ...['aws_s3_bucket.a', 'kafka_topic.a', 'confluent_kafka_topic.a', 'aiven_kafka.a'],
    ...['aws_ebs_snapshot.a', 'kubernetes_persistent_volume_claim_v1.a', 'aws_msk_cluster.a'],
    ...['azurerm_managed_disk.a', 'google_container_cluster.a', 'made_up_volume.a'],
  ])('warns of %s that goes or is made anew, for good', (address) => {
    for (const resource of [gone(address), anew(address)]) {
      expect(judge(dataStoreLost!, [resource])).toMatchObject([
        { severity: 'danger', isFinal: true },
      ]);
      expect(judge(resourceLost!, [resource])).toEqual([]);
    }
  });

  it('tells of all that go alike at once', () => {
    expect(judge(dataStoreLost!, [gone('kafka_topic.a'), gone('kafka_topic.b')])).toMatchObject([
      { what: 'Deletes 2 × kafka_topic (kafka_topic.a, kafka_topic.b).' },
    ]);
  });

  it('leaves to another rule what that one judges, and to others what holds no data', () => {
    const others = [gone('aws_ebs_volume.a'), gone('aws_route.a'), gone('aws_kms_key.a')];
    expect(judge(dataStoreLost!, others)).toEqual([]);
  });
});

describe('resource-lost', () => {
  it.each([
    ['aws_route.a', 'care', /cut off/],
    ['aws_route53_record.a', 'care', /no longer finds it/],
    ['google_project_iam_binding.a', 'care', /no longer may/],
    ['aws_lb_target_group_attachment.a', 'care', /a member less/],
    ['google_compute_instance.web', 'care', /own disks/],
    ['google_compute_instance.kafka', 'danger', /Kafka/],
    ['hcloud_volume_attachment.a', 'danger', /system disk/],
    ['an_unheard_of.thing', 'care', /No rule knows/],
  ])('judges %s by what it holds: %s', (address, severity, why) => {
    expect(judge(resourceLost!, [gone(address)])).toMatchObject([
      { severity, why: expect.stringMatching(why) as string },
    ]);
  });

  it('says soberly what goes', () => {
    const routes = [gone('aws_route.a'), gone('aws_route.b'), gone('aws_eip.a')];
    expect(judge(resourceLost!, routes)).toMatchObject([
      { severity: 'care', what: 'Deletes 2 × aws_route, aws_eip.' },
    ]);
  });

  it.each<[string, readonly PlannedResource[]]>([
    ['has a rule of its own', [gone('aws_ebs_volume.a')]],
    ['is a step', [gone('terraform_data.a'), gone('random_id.a')]],
    ['is data', [{ address: 'data.aws_ami.a', after: { id: 'a' }, actions: ['read'] }]],
    [
      'goes with its host',
      [
        ...plannedCluster({ brokers: 4, instance: (id) => (id === 4 ? null : {}) }),
        gone('aws_route53_record.a', {
          before: { tags: { 'kafka-cluster': 'prod', 'kafka-host': 'broker-4' } },
        }),
      ],
    ],
    ['only changes', [{ address: 'aws_route.a', before: { id: 'a' }, after: { id: 'a', x: 1 } }]],
  ])('is silent over what %s', (_, resources) => {
    expect(judge(resourceLost!, resources)).toEqual([]);
  });
});
