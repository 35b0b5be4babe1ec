import { clusterOpened } from '../../../../scripts/plan-review/rules/cluster-opened';
import { severityOf } from '../../../support/judge-plan';

const transit = (client_broker: string) => ({
  encryption_info: [{ encryption_in_transit: [{ client_broker }] }],
});
const strimzi = (listener: object | null) => ({
  manifest: {
    kind: 'Kafka',
    metadata: { name: 'a' },
    spec: {
      kafka: {
        listeners: [
          { name: 'in', type: 'internal' },
          ...(listener ? [{ name: 'tls', ...listener }] : []),
        ],
      },
    },
  },
});

it.each<[string, object, object, 'danger' | 'care' | undefined]>([
  ['aws_msk_cluster.a', transit('TLS'), transit('TLS_PLAINTEXT'), 'danger'],
  ['aws_msk_cluster.a', transit('TLS_PLAINTEXT'), transit('TLS'), undefined],
  [
    'aws_msk_cluster.a',
    { client_authentication: [{ unauthenticated: false }] },
    { client_authentication: [{ unauthenticated: true }] },
    'danger',
  ],
  [
    'aws_msk_cluster.a',
    { client_authentication: [{ sasl: [{ iam: true }] }] },
    { client_authentication: [{ sasl: [{ iam: false }] }] },
    'danger',
  ],
  [
    'aiven_kafka.a',
    { kafka_user_config: [{ ip_filter: ['10.0.0.0/8'] }] },
    { kafka_user_config: [{ ip_filter: ['0.0.0.0/0'] }] },
    'danger',
  ],
  [
    'aiven_kafka.a',
    { kafka_user_config: [{ public_access: [{ kafka: false }] }] },
    { kafka_user_config: [{ public_access: [{ kafka: true }] }] },
    'danger',
  ],
  ['kubernetes_manifest.a', strimzi({ tls: true }), strimzi({ tls: false }), 'danger'],
  [
    'kubernetes_manifest.a',
    strimzi({ authentication: { type: 'scram-sha-512' } }),
    strimzi({}),
    'danger',
  ],
  [
    'kubernetes_manifest.a',
    strimzi({ type: 'internal' }),
    strimzi({ type: 'loadbalancer' }),
    'danger',
  ],
  ['kubernetes_manifest.a', strimzi(null), strimzi({ tls: false }), 'care'],
])('judges %s: %j → %j', (address, before, after, severity) => {
  expect(severityOf(clusterOpened, [{ address, before: { ...before }, after: { ...after } }])).toBe(
    severity,
  );
});
