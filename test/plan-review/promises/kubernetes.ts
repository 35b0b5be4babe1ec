import { changes, deletes, forgets, makes, replaces } from './changes';
import type { Promises } from './promise';

const CLAIM = {
  id: 'kafka/data-kafka-0',
  metadata: [{ name: 'data-kafka-0', namespace: 'kafka', labels: {} }],
  spec: [
    {
      ...{ access_modes: ['ReadWriteOnce'], storage_class_name: 'gp3', volume_name: 'pvc-1' },
      resources: [{ requests: { storage: '500Gi' }, limits: {} }],
    },
  ],
  wait_until_bound: true,
};
const STORAGE_CLASS = {
  ...{ id: 'gp3', storage_provisioner: 'ebs.csi.aws.com', reclaim_policy: 'Retain' },
  ...{ volume_binding_mode: 'WaitForFirstConsumer', allow_volume_expansion: true },
  metadata: [{ name: 'gp3' }],
};
const SET = {
  id: 'kafka/kafka',
  metadata: [{ name: 'kafka', namespace: 'kafka', labels: { app: 'kafka' } }],
  spec: [
    {
      ...{ replicas: '3', service_name: 'kafka', pod_management_policy: 'Parallel' },
      selector: [{ match_labels: { app: 'kafka' } }],
      update_strategy: [{ type: 'RollingUpdate', rolling_update: [{ partition: 0 }] }],
      template: [{ spec: [{ container: [{ name: 'kafka', image: 'apache/kafka:3.7.0' }] }] }],
      persistent_volume_claim_retention_policy: [{ when_deleted: 'Retain', when_scaled: 'Retain' }],
    },
  ],
};
const SET_SPEC = SET.spec[0]!;

function strimzi(spec: Record<string, unknown>, kind = 'Kafka', name = 'prod') {
  const manifest = {
    ...{ apiVersion: 'kafka.strimzi.io/v1beta2', kind },
    metadata: { name, namespace: 'kafka', labels: { 'strimzi.io/cluster': 'prod' } },
    spec,
  };
  return { manifest, object: manifest, field_manager: [], wait: [], timeouts: null };
}

/** The same as text, as kubectl_manifest has it. */
function yaml(text: string) {
  return { id: '/apis/x', yaml_body: text, yaml_body_parsed: text, force_new: false, wait: true };
}

const BROKERS = {
  kafka: {
    ...{ version: '3.7.0', replicas: 3 },
    config: { 'min.insync.replicas': 2, 'log.retention.hours': 168 },
    storage: { type: 'persistent-claim', size: '500Gi', deleteClaim: false },
    listeners: [{ name: 'tls', port: 9093, type: 'internal', tls: true }],
  },
  zookeeper: { replicas: 3, storage: { type: 'persistent-claim', size: '50Gi' } },
};

const TOPIC_YAML = `apiVersion: kafka.strimzi.io/v1beta2
kind: KafkaTopic
metadata:
  name: orders
  labels:
    strimzi.io/cluster: prod
spec:
  partitions: 24
  replicas: 3
  config:
    retention.ms: 604800000
`;

const RELEASE = {
  ...{ id: 'kafka', name: 'kafka', namespace: 'kafka', chart: 'kafka', version: '26.8.5' },
  ...{ repository: 'oci://registry-1.docker.io/bitnamicharts', status: 'deployed', atomic: false },
  values: [
    'controller:\n  replicaCount: 3\n  persistence:\n    enabled: true\n    size: 500Gi\nextraConfig: |\n  log.retention.hours=168\n  min.insync.replicas=2\n',
  ],
  ...{ set: [], force_update: false, recreate_pods: false, description: null },
};
const withValues = (from: string | RegExp, to: string) => ({
  values: [RELEASE.values[0]!.replace(from, to)],
});

const CONFIG_MAP = {
  id: 'kafka/kafka',
  metadata: [{ name: 'kafka', namespace: 'kafka' }],
  data: { 'server.properties': 'num.io.threads=8\nlog.retention.hours=168\n' },
};

/** Brokers in Kubernetes. */
export const kubernetes: Promises = [
  [
    'deletes the claim of a broker',
    'lost',
    'with most storage classes the disk goes with its claim',
    [deletes('kubernetes_persistent_volume_claim.kafka[0]', CLAIM)],
  ],
  [
    'deletes a claim, by the newer name of its type',
    'lost',
    'it is the same claim',
    [deletes('kubernetes_persistent_volume_claim_v1.kafka[0]', CLAIM)],
  ],
  [
    'replaces the claim of a broker for another storage class',
    'lost',
    'the new one is empty',
    [
      replaces('kubernetes_persistent_volume_claim_v1.kafka[0]', CLAIM, {
        spec: [{ ...(CLAIM.spec as object[])[0], storage_class_name: 'io2' }],
      }),
    ],
  ],
  [
    'makes a storage class delete its disks with their claims',
    'care',
    'claims of tomorrow take their disks along',
    [replaces('kubernetes_storage_class.gp3', STORAGE_CLASS, { reclaim_policy: 'Delete' })],
  ],
  [
    'deletes the namespace of the brokers',
    'danger',
    'all that is in it goes, claims too',
    [deletes('kubernetes_namespace.kafka', { id: 'kafka', metadata: [{ name: 'kafka' }] })],
  ],
  [
    'deletes a stateful set of brokers',
    'danger',
    'all brokers go at once',
    [deletes('kubernetes_stateful_set.kafka', SET)],
  ],
  [
    'shrinks a stateful set from three brokers to one',
    'danger',
    'two brokers go with their replicas',
    [
      changes('kubernetes_stateful_set_v1.kafka', SET, {
        spec: [{ ...SET_SPEC, replicas: '1' }],
      }),
    ],
  ],
  [
    'lets a stateful set delete the claims of brokers that it no longer has',
    'danger',
    'a smaller number then deletes disks',
    [
      changes('kubernetes_stateful_set_v1.kafka', SET, {
        spec: [
          {
            ...SET_SPEC,
            persistent_volume_claim_retention_policy: [
              { when_deleted: 'Delete', when_scaled: 'Delete' },
            ],
          },
        ],
      }),
    ],
  ],
  [
    'gives the brokers of a stateful set another image',
    'care',
    'each pod is made anew, whether its broker was in sync or not',
    [
      changes('kubernetes_stateful_set_v1.kafka', SET, {
        spec: [
          {
            ...SET_SPEC,
            template: [{ spec: [{ container: [{ name: 'kafka', image: 'apache/kafka:3.8.0' }] }] }],
          },
        ],
      }),
    ],
  ],
  [
    'deletes the budget that keeps brokers from going together',
    'care',
    'a drain may then take more than one',
    [
      deletes('kubernetes_pod_disruption_budget_v1.kafka', {
        ...{ id: 'kafka/kafka', spec: [{ max_unavailable: '1' }] },
        metadata: [{ name: 'kafka', namespace: 'kafka' }],
      }),
    ],
  ],
  [
    'deletes a cluster of Strimzi',
    'danger',
    'the operator takes all brokers down',
    [deletes('kubernetes_manifest.kafka', strimzi(BROKERS))],
  ],
  [
    'takes a broker from a cluster of Strimzi',
    'danger',
    'its replicas must be moved first',
    [
      changes(
        'kubernetes_manifest.kafka',
        strimzi(BROKERS),
        strimzi({ ...BROKERS, kafka: { ...BROKERS.kafka, replicas: 2 } }),
      ),
    ],
  ],
  [
    'lets Strimzi delete the disks of brokers with the cluster',
    'danger',
    'from then on a deletion of the resource is one of the data',
    [
      changes(
        'kubernetes_manifest.kafka',
        strimzi(BROKERS),
        strimzi({
          ...BROKERS,
          kafka: {
            ...BROKERS.kafka,
            storage: { type: 'persistent-claim', size: '500Gi', deleteClaim: true },
          },
        }),
      ),
    ],
  ],
  [
    'puts the data of Strimzi’s brokers on disks that go with their pods',
    'danger',
    'a restart then loses a broker’s data',
    [
      changes(
        'kubernetes_manifest.kafka',
        strimzi(BROKERS),
        strimzi({ ...BROKERS, kafka: { ...BROKERS.kafka, storage: { type: 'ephemeral' } } }),
      ),
    ],
  ],
  [
    'takes Strimzi’s brokers to an older Kafka',
    'danger',
    'an older broker may not read what a newer one wrote',
    [
      changes(
        'kubernetes_manifest.kafka',
        strimzi(BROKERS),
        strimzi({ ...BROKERS, kafka: { ...BROKERS.kafka, version: '3.5.1' } }),
      ),
    ],
  ],
  [
    'takes a listener of Strimzi’s from TLS to clear',
    'danger',
    'records and passwords go over the network in clear',
    [
      changes(
        'kubernetes_manifest.kafka',
        strimzi(BROKERS),
        strimzi({
          ...BROKERS,
          kafka: {
            ...BROKERS.kafka,
            listeners: [{ name: 'tls', port: 9093, type: 'internal', tls: false }],
          },
        }),
      ),
    ],
  ],
  [
    'changes a setting of Strimzi’s brokers',
    'care',
    'the operator restarts them one after another',
    [
      changes(
        'kubernetes_manifest.kafka',
        strimzi(BROKERS),
        strimzi({
          ...BROKERS,
          kafka: { ...BROKERS.kafka, config: { ...BROKERS.kafka.config, 'num.io.threads': 16 } },
        }),
      ),
    ],
  ],
  [
    'deletes a topic of Strimzi',
    'lost',
    'the operator deletes the topic with all of its records',
    [
      deletes(
        'kubernetes_manifest.orders',
        strimzi({ partitions: 24, replicas: 3 }, 'KafkaTopic', 'orders'),
      ),
    ],
  ],
  [
    'deletes a topic of Strimzi that kubectl applies',
    'lost',
    'the operator deletes the topic with all of its records',
    [deletes('kubectl_manifest.orders', yaml(TOPIC_YAML))],
  ],
  [
    'cuts the retention of a topic of Strimzi that kubectl applies',
    'danger',
    'brokers delete what is older within minutes',
    [
      changes(
        'kubectl_manifest.orders',
        yaml(TOPIC_YAML),
        yaml(TOPIC_YAML.replace('604800000', '60000')),
      ),
    ],
  ],
  [
    'deletes a pool of Strimzi’s nodes',
    'danger',
    'its brokers go',
    [
      deletes(
        'kubectl_manifest.pool',
        yaml(
          'apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaNodePool\nmetadata:\n  name: brokers\nspec:\n  replicas: 3\n  roles: [broker]\n',
        ),
      ),
    ],
  ],
  [
    'deletes the definitions that Strimzi’s resources are kinds of',
    'danger',
    'with a definition go all resources of its kind',
    [
      deletes(
        'kubectl_manifest.crd',
        yaml(
          'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: kafkas.kafka.strimzi.io\n',
        ),
      ),
    ],
  ],
  [
    'uninstalls the chart of the brokers',
    'danger',
    'all brokers go at once',
    [deletes('helm_release.kafka', RELEASE)],
  ],
  [
    'replaces the chart of the brokers for another namespace',
    'danger',
    'all brokers go at once, and the new ones are empty',
    [replaces('helm_release.kafka', RELEASE, { namespace: 'streaming' })],
  ],
  [
    'shrinks the brokers of a chart to one',
    'danger',
    'two brokers go with their replicas',
    [changes('helm_release.kafka', RELEASE, withValues('replicaCount: 3', 'replicaCount: 1'))],
  ],
  [
    'turns the persistent disks of a chart off',
    'danger',
    'a restart then loses a broker’s data',
    [changes('helm_release.kafka', RELEASE, withValues('enabled: true', 'enabled: false'))],
  ],
  [
    'cuts the retention in the values of a chart',
    'danger',
    'brokers delete what is older',
    [changes('helm_release.kafka', RELEASE, withValues('hours=168', 'hours=1'))],
  ],
  [
    'takes a chart to its next major version',
    'care',
    'brokers are made anew, and nobody here knows what else the chart changes',
    [changes('helm_release.kafka', RELEASE, { version: '29.0.0' })],
  ],
  [
    'takes the chart of the brokers out of the state',
    'danger',
    'the next apply installs a second one over it',
    [forgets('helm_release.kafka', RELEASE)],
  ],
  [
    'changes a setting of brokers in a config map',
    'care',
    'they read it at their next start',
    [
      changes('kubernetes_config_map_v1.kafka', CONFIG_MAP, {
        data: { 'server.properties': 'num.io.threads=16\nlog.retention.hours=168\n' },
      }),
    ],
  ],
  [
    'cuts the retention of brokers in a config map',
    'danger',
    'once they read it they delete what is older',
    [
      changes('kubernetes_config_map.kafka', CONFIG_MAP, {
        data: { 'server.properties': 'num.io.threads=8\nlog.retention.hours=2\n' },
      }),
    ],
  ],
  [
    'makes a new config map',
    'safe',
    'nothing reads it yet',
    [
      makes('kubernetes_config_map_v1.notes', {
        metadata: [{ name: 'notes', namespace: 'kafka' }],
        data: { 'README.txt': 'hello' },
      }),
    ],
  ],
  [
    'takes a volume from Strimzi’s brokers',
    'danger',
    'the partitions on it are gone from view',
    [
      changes(
        'kubernetes_manifest.kafka',
        strimzi(
          { roles: ['broker'], storage: { type: 'jbod', volumes: [{ id: 0 }, { id: 1 }] } },
          'KafkaNodePool',
        ),
        strimzi(
          { roles: ['broker'], storage: { type: 'jbod', volumes: [{ id: 0 }] } },
          'KafkaNodePool',
        ),
      ),
    ],
  ],
  [
    'no longer asks who comes at a listener of Strimzi’s',
    'danger',
    'whoever reaches the port can read and write',
    [
      changes(
        'kubectl_manifest.kafka',
        yaml(
          'kind: Kafka\nmetadata: {name: a}\nspec: {kafka: {listeners: [{name: in, tls: true, authentication: {type: tls}}]}}\n',
        ),
        yaml(
          'kind: Kafka\nmetadata: {name: a}\nspec: {kafka: {listeners: [{name: in, tls: true}]}}\n',
        ),
      ),
    ],
  ],
  [
    'changes a manifest that can’t be read',
    'care',
    'nobody knows what it asks for',
    [
      changes(
        'kubectl_manifest.kafka',
        yaml('kind: Kafka\nmetadata: {name: a}\n'),
        yaml('kind: ['),
      ),
    ],
  ],
  [
    'takes an object out of a manifest of several',
    'danger',
    'the claim goes with its disk',
    [
      changes(
        'kubectl_manifest.all',
        yaml(
          'kind: ConfigMap\nmetadata: {name: a}\n---\nkind: PersistentVolumeClaim\nmetadata: {name: b}\n',
        ),
        yaml('kind: ConfigMap\nmetadata: {name: a}\n'),
      ),
    ],
  ],
  [
    'leads the brokers of a chart to disks of another class',
    'danger',
    'their new claims are empty',
    [changes('helm_release.kafka', RELEASE, withValues('size: 500Gi', 'storageClass: io2'))],
  ],
];
