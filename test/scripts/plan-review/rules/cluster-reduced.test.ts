import { clusterReduced } from '../../../../scripts/plan-review/rules/cluster-reduced';
import { severityOf } from '../../../support/judge-plan';

it.each<[string, object, object, 'danger' | 'care' | undefined]>([
  ['aws_msk_cluster.a', { storage_mode: 'TIERED' }, { storage_mode: 'LOCAL' }, 'danger'],
  ['aws_msk_cluster.a', { kafka_version: '3.6.0' }, { kafka_version: '3.7.x' }, 'care'],
  [
    'aws_msk_cluster.a',
    { configuration_info: [{ revision: 1 }] },
    { configuration_info: [{ revision: 2 }] },
    'care',
  ],
  [
    'aiven_kafka.a',
    { additional_disk_space: '900GiB' },
    { additional_disk_space: '300GiB' },
    'danger',
  ],
  ['aiven_kafka.a', { cloud_name: 'aws-eu-central-1' }, { cloud_name: 'aws-eu-west-1' }, 'danger'],
  [
    'confluent_kafka_cluster.a',
    { availability: 'MULTI_ZONE' },
    { availability: 'SINGLE_ZONE' },
    'danger',
  ],
  [
    'kubernetes_stateful_set.a',
    { spec: [{ template: [{ a: 1 }] }] },
    { spec: [{ template: [{ a: 2 }] }] },
    'care',
  ],
  [
    'kubernetes_pod_disruption_budget.a',
    { spec: [{ max_unavailable: '1' }] },
    { spec: [{ max_unavailable: '3' }] },
    'care',
  ],
  ['aws_msk_cluster.a', { tags: { a: '1' } }, { tags: { a: '2' } }, undefined],
])('judges %s: %j → %j', (address, before, after, severity) => {
  expect(
    severityOf(clusterReduced, [{ address, before: { ...before }, after: { ...after } }]),
  ).toBe(severity);
});
