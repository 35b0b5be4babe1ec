import type { KafkaClusterSpec } from '../spec';

/**
 * The cluster as it was deployed: all that the tools must know to reach and judge it, and nothing
 * secret. The stack's output `inventory` is one.
 */
export interface Inventory {
  /** Of this format. */
  readonly version: 1;
  readonly spec: KafkaClusterSpec;
  readonly region: string;
  /** The bucket that holds the hosts' files. */
  readonly bucket: string;
  /** Brokers in the order of their ids, then the ZooKeeper members on hosts of their own. */
  readonly hosts: readonly InventoryHost[];
  /**
   * The KMS key that the secrets of the cluster are encrypted with, which the tools keep in Parameter
   * Store. Undefined where the cluster has no secrets.
   */
  readonly secretsKeyArn?: string;
  /** For other stacks. Undefined in one of an older release. */
  readonly network?: InventoryNetwork;
  /** For other stacks' rules, by the role of the members. Undefined in one of an older release. */
  readonly securityGroupIds?: InventorySecurityGroups;
}

export interface InventoryNetwork {
  readonly vpcId: string;
  /** The ids of the hosts' subnets, by rack. */
  readonly subnets: Readonly<Record<string, string>>;
}

export interface InventorySecurityGroups {
  readonly brokers: string;
  readonly zookeepers: string;
}

export interface InventoryHost {
  /** As in the topology: `broker-1`, `zookeeper-4`. */
  readonly name: string;
  /** The private address, which a new instance of the host has as well. */
  readonly address: string;
  readonly sshUser: string;
  /** Undefined in what a gate is told: it runs before the hosts behind it are made. */
  readonly instanceId?: string;
  /** The instance's address in terraform's state, for `-replace`. */
  readonly terraformAddress: string;
  /** Keys in the bucket that begin with this and a slash are the host's own. */
  readonly keyPrefix: string;
  /** The image that a new instance of the host boots. Undefined in what a gate is told. */
  readonly imageId?: string;
  /**
   * SHA-256 of the user data that a new instance of the host gets, in hexadecimal; of all but the
   * digest of the manifest that stands in it.
   */
  readonly userDataSha256?: string;
  /** SHA-256 of the manifest that the host may take, in hexadecimal. Undefined in what a gate is told. */
  readonly manifestSha256?: string;
  readonly disks: readonly InventoryDisk[];
}

export interface InventoryDisk {
  readonly mountPoint: string;
  /** Undefined for a disk inside the host. */
  readonly volumeId?: string;
}
