import { attributeRule } from '../attributes/attribute-rule';
import { becomes, changed, changedFromOne, lowered, removed, turnedOn } from '../attributes/harms';
import { words } from '../lists';

/** Where objects of Kubernetes ask for storage: Strimzi's and sets of any kind. */
const STORAGES = words(`
  spec.storage spec.storage.volume spec.kafka.storage spec.kafka.storage.volume
  spec.zookeeper.storage spec.storage.persistent_volume spec.cluster_spec.storage
`);

const inStorages = (attributes: string) =>
  STORAGES.flatMap((storage) => words(attributes).map((attribute) => `${storage}.${attribute}`));

const inClaims = (attributes: string) =>
  words(attributes).map((attribute) => `spec.volume_claim_template.${attribute}`);

const POD = 'spec.template.spec';

/** Storage of Kubernetes that goes, or will go with what asks for it. */
export const claimLost = attributeRule(
  {
    id: 'claim-lost',
    title: 'A claim of Kubernetes shrinks, becomes another one, or is to go with what uses it',
    isAboutData: true,
    types: 'kubernetes_*',
    severity: 'danger',
    remedy: 'Keep it as it is, or copy the data first and see that it can be read.',
  },
  [
    {
      attributes: inStorages('delete_claim'),
      harm: turnedOn,
      what: 'Lets the data go with the cluster in',
      why: 'From now on, the data goes with the cluster, or with a broker that is taken away.',
    },
    {
      attributes: [
        ...[...inStorages('size capacity'), ...inClaims('spec.resources.requests.storage')],
        'spec.storage.resources.requests.storage',
      ],
      harm: lowered(),
      what: 'Shrinks claims of',
      why: 'A claim can’t shrink: the change is refused, and the usual way around it is a new claim, which is empty.',
    },
    {
      attributes: [
        ...inStorages('type class storage_class_name selector kraft_metadata overrides'),
        ...inClaims('spec.storage_class_name spec.volume_mode spec.access_modes spec.volume_name'),
        ...[...inClaims('spec.selector'), `${POD}.volume.persistent_volume_claim.claim_name`],
      ],
      harm: changedFromOne,
      what: 'Leads to other claims in',
      why: 'A claim that stands keeps its class and its kind: another one means a new claim, which is empty.',
    },
    {
      attributes: [
        ...[...inStorages('id'), ...inClaims('metadata.name')],
        `${POD}.container.volume_mount.mount_path`,
      ],
      harm: removed,
      what: 'Takes a volume from',
      why: 'Brokers no longer find the volume, nor the partitions that lie on it.',
    },
    {
      attributes: `
        spec.persistent_volume_claim_retention_policy.when_deleted
        spec.persistent_volume_claim_retention_policy.when_scaled deletion_policy
        spec.persistent_volume_reclaim_policy spec.deletion_policy
      `,
      harm: becomes('Delete', 'Recycle'),
      what: 'Lets the data go with what uses it in',
      why: 'From now on, a claim goes with a member that is taken away, or a disk with its claim.',
    },
    {
      types: 'kubernetes_kafka kubernetes_kafka_node_pool',
      attributes: 'spec.roles',
      harm: changed,
      what: 'Changes the parts that nodes play in',
      why: 'Nodes that no longer are controllers leave the quorum; nodes that no longer are brokers leave their partitions.',
      remedy:
        'Add a pool with the other role first, and take the old one away when nothing lies on it.',
    },
    {
      types: 'kubernetes_storage_class',
      attributes: `
        provisioner storage_provisioner parameters reclaim_policy allow_volume_expansion
        volume_binding_mode allowed_topologies mount_options
      `,
      harm: changed,
      severity: 'care',
      what: 'Changes',
      why: 'Volumes that are made from now on differ from those that stand: in their speed, their place, their encryption, or whether they go with their claims.',
      remedy: 'Make a new class, and leave the old one to those who have it.',
    },
  ],
);
