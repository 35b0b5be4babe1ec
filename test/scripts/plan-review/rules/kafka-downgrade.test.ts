import { kafkaDowngrade } from '../../../../scripts/plan-review/rules/kafka-downgrade';
import { severityOf } from '../../../support/judge-plan';
import { file, plannedCluster, SETTINGS } from '../../../support/planned-cluster';

const protocol = (before: string, after: string) =>
  plannedCluster({
    settings: () => [
      `${SETTINGS}inter.broker.protocol.version=${before}\n`,
      `${SETTINGS}inter.broker.protocol.version=${after}\n`,
    ],
  });
const archive = (before: string, after: string) => [
  ...plannedCluster(),
  file(1, 'manifest', [
    `archive a1 /opt/kafka prod/archives/a1/${before}\n`,
    `archive b2 /opt/kafka prod/archives/b2/${after}\n`,
  ]),
];
const script = (before: string, after: string) =>
  plannedCluster({
    instanceChange: (id) =>
      id === 1
        ? {
            before: { id: 'i-1', user_data: `curl https://x/kafka_2.13-${before}.tgz` },
            after: { id: 'i-1', user_data: `curl https://x/kafka_2.13-${after}.tgz` },
          }
        : {},
  });

it.each([
  ['protocol 3.9 → 3.8', protocol('3.9', '3.8'), 'danger'],
  ['protocol 3.10 → 3.9', protocol('3.10', '3.9'), 'danger'],
  ['protocol 3.9 → 3.10', protocol('3.9', '3.10'), undefined],
  ['protocol 3.9-IV0 → 3.9', protocol('3.9-IV0', '3.9'), undefined],
  ['archive 3.9.2 → 3.9.1', archive('kafka-3.9.2.tar', 'kafka-3.9.1.tar'), 'danger'],
  ['archive 3.9.2 → 3.8.0', archive('kafka_2.13-3.9.2.tgz', 'kafka_2.13-3.8.0.tgz'), 'danger'],
  ['archive 3.9.1 → 3.9.2', archive('kafka-3.9.1.tar', 'kafka-3.9.2.tar'), undefined],
  ['archives without a release', archive('kafka.tar', 'kafka.tar'), undefined],
  ['a script that installs 3.9.2 → 3.7.0', script('3.9.2', '3.7.0'), 'danger'],
  ['a script that installs 3.7.0 → 3.9.2', script('3.7.0', '3.9.2'), undefined],
])('judges %s', (_, resources, expected) => {
  expect(severityOf(kafkaDowngrade, resources)).toBe(expected);
});

const set = (image: string) => ({
  spec: [{ template: [{ spec: [{ container: [{ name: 'a', image }] }] }] }],
});
const strimzi = (version: string) => ({
  manifest: { kind: 'Kafka', metadata: { name: 'a' }, spec: { kafka: { version } } },
});

it.each<[string, object, object, 'danger' | undefined]>([
  ['aws_msk_cluster.a', { kafka_version: '3.7.x' }, { kafka_version: '3.6.0' }, 'danger'],
  ['aws_msk_cluster.a', { kafka_version: '3.6.0' }, { kafka_version: '3.7.x' }, undefined],
  [
    'aiven_kafka.a',
    { kafka_user_config: [{ kafka_version: '3.8' }] },
    { kafka_user_config: [{ kafka_version: '3.7' }] },
    'danger',
  ],
  ['kubernetes_manifest.a', strimzi('3.9.0'), strimzi('3.8.1'), 'danger'],
  ['kubernetes_stateful_set.kafka', set('apache/kafka:3.9.0'), set('apache/kafka:3.8.0'), 'danger'],
  [
    'kubernetes_stateful_set.kafka',
    set('apache/kafka:3.8.0'),
    set('apache/kafka:3.9.0'),
    undefined,
  ],
])('judges what others run: %s, %j → %j', (address, before, after, severity) => {
  const resource = { address, before: { ...before }, after: { ...after } };
  expect(severityOf(kafkaDowngrade, [resource])).toBe(severity);
});
