import { claimLost } from '../../../../scripts/plan-review/rules/claim-lost';
import { severityOf } from '../../../support/judge-plan';

const manifest = (kind: string, spec: object) => ({
  manifest: { kind, metadata: { name: 'a' }, spec },
});
const kafka = (storage: object) => manifest('Kafka', { kafka: { storage } });
const claims = (spec: object) =>
  manifest('StatefulSet', { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec }] });
const size = (storage: string) => ({ resources: { requests: { storage } } });

it.each<[object, object, 'danger' | 'care' | undefined]>([
  [kafka({ deleteClaim: false }), kafka({ deleteClaim: true }), 'danger'],
  [kafka({ size: '500Gi' }), kafka({ size: '50Gi' }), 'danger'],
  [kafka({ size: '500Gi' }), kafka({ size: '1Ti' }), undefined],
  [kafka({ type: 'persistent-claim' }), kafka({ type: 'ephemeral' }), 'danger'],
  [
    kafka({
      type: 'jbod',
      volumes: [
        { id: 0, size: '9Gi' },
        { id: 1, size: '9Gi' },
      ],
    }),
    kafka({ type: 'jbod', volumes: [{ id: 0, size: '9Gi' }] }),
    'danger',
  ],
  [
    manifest('KafkaNodePool', { storage: { size: '9Gi' } }),
    manifest('KafkaNodePool', { storage: { size: '8Gi' } }),
    'danger',
  ],
  [
    manifest('KafkaNodePool', { roles: ['broker', 'controller'] }),
    manifest('KafkaNodePool', { roles: ['broker'] }),
    'danger',
  ],
  [claims(size('500Gi')), claims(size('50Gi')), 'danger'],
  [claims({ storageClassName: 'gp3' }), claims({ storageClassName: 'gp2' }), 'danger'],
  [
    manifest('StatefulSet', { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Retain' } }),
    manifest('StatefulSet', { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } }),
    'danger',
  ],
])('judges %j → %j', (before, after, severity) => {
  const resource = { address: 'kubernetes_manifest.a', before: { ...before }, after: { ...after } };
  expect(severityOf(claimLost, [resource])).toBe(severity);
});

it('judges a storage class, and the blocks of a volume', () => {
  const classOf = (reclaim_policy: string) => ({ reclaim_policy });
  expect(
    severityOf(claimLost, [
      {
        address: 'kubernetes_storage_class_v1.a',
        before: classOf('Retain'),
        after: classOf('Delete'),
      },
    ]),
  ).toBe('care');
  const volume = (policy: string) => ({ spec: [{ persistent_volume_reclaim_policy: policy }] });
  expect(
    severityOf(claimLost, [
      {
        address: 'kubernetes_persistent_volume_v1.a',
        before: volume('Retain'),
        after: volume('Delete'),
      },
    ]),
  ).toBe('danger');
});
