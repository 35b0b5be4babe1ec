import { membersFewer } from '../../../../scripts/plan-review/rules/members-fewer';
import { severityOf } from '../../../support/judge-plan';

const yaml = (kind: string, spec: string) => ({
  yaml_body: `kind: ${kind}\nmetadata: {name: a}\nspec: ${spec}\n`,
});

it.each<[string, object, object, 'danger' | 'care' | undefined]>([
  ['aws_autoscaling_group.kafka', { desired_capacity: 3 }, { desired_capacity: 2 }, 'danger'],
  ['aws_autoscaling_group.web', { desired_capacity: 3 }, { desired_capacity: 2 }, 'care'],
  ['aws_autoscaling_group.kafka', { max_size: 3 }, { max_size: 6 }, undefined],
  [
    'aws_eks_node_group.kafka',
    { scaling_config: [{ desired_size: 3 }] },
    { scaling_config: [{ desired_size: 1 }] },
    'danger',
  ],
  ['google_compute_instance_group_manager.kafka', { target_size: 5 }, { target_size: 3 }, 'danger'],
  ['azurerm_linux_virtual_machine_scale_set.kafka', { instances: 5 }, { instances: 3 }, 'danger'],
  ['aws_msk_cluster.a', { number_of_broker_nodes: 6 }, { number_of_broker_nodes: 3 }, 'danger'],
  [
    'yandex_mdb_kafka_cluster.a',
    { config: [{ brokers_count: 2 }] },
    { config: [{ brokers_count: 1 }] },
    'danger',
  ],
  [
    'kubernetes_stateful_set_v1.kafka',
    { spec: [{ replicas: '3' }] },
    { spec: [{ replicas: '1' }] },
    'danger',
  ],
  [
    'kubectl_manifest.a',
    yaml('Kafka', '{kafka: {replicas: 3}}'),
    yaml('Kafka', '{kafka: {replicas: 2}}'),
    'danger',
  ],
  [
    'kubectl_manifest.a',
    yaml('KafkaNodePool', '{replicas: 3}'),
    yaml('KafkaNodePool', '{replicas: 0}'),
    'danger',
  ],
  ['kubernetes_manifest.a', { manifest: set(3) }, { manifest: set(4) }, undefined],
])('judges %s: %j → %j', (address, before, after, severity) => {
  expect(severityOf(membersFewer, [{ address, before: { ...before }, after: { ...after } }])).toBe(
    severity,
  );
});

it.each([
  [{ autoscaling_group_name: 'kafka', desired_capacity: 0 }, 'danger'],
  [{ autoscaling_group_name: 'kafka', desired_capacity: 3 }, undefined],
])('judges a schedule that comes: %j', (after, severity) => {
  expect(severityOf(membersFewer, [{ address: 'aws_autoscaling_schedule.night', after }])).toBe(
    severity,
  );
});

function set(replicas: number) {
  return { kind: 'StatefulSet', metadata: { name: 'kafka' }, spec: { replicas } };
}
