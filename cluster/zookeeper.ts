import type { StorageSpec } from './storage';

/** A voter that runs on a broker's host. */
export interface ZookeeperOnBroker {
  /** `myid`: 1-255, unique in the quorum, and never reused for another host. */
  readonly id: number;
  /** The id of the broker whose host it shares. */
  readonly broker: number;
}

/** A voter on a host of its own. */
export interface ZookeeperOnOwnHost {
  /** `myid`: 1-255, unique in the quorum, and never reused for another host. */
  readonly id: number;
  /** Availability zone, or any name for what fails together. */
  readonly rack: string;
}

/** Where the ZooKeeper quorum runs. Made by the factories of {@link Zookeeper}. */
export interface ZookeeperSpec {
  readonly kind: 'on-brokers' | 'on-own-hosts' | 'on-brokers-and-own-hosts';
  /** Voters on brokers; left out: one on every broker, with the broker's id. */
  readonly onBrokers?: readonly ZookeeperOnBroker[];
  /** Voters on hosts of their own. */
  readonly onOwnHosts?: readonly ZookeeperOnOwnHost[];
  /** Instance type of the hosts of their own. */
  readonly instanceType?: string;
  /**
   * The volume of each voter, holding its transaction log and snapshots.
   * @default - one gp3 volume of 20 GiB
   */
  readonly storage?: StorageSpec;
}

/** Options that every placement takes. */
type ZookeeperOptions = Pick<ZookeeperSpec, 'storage'>;

/** Where the ZooKeeper quorum runs: three or five voters. */
export const Zookeeper = {
  /** On the brokers' hosts; with no members named, one on each, with the broker's id. */
  onBrokers: (
    options: ZookeeperOptions & { readonly members?: readonly ZookeeperOnBroker[] } = {},
  ): ZookeeperSpec => {
    const { members, ...rest } = options;
    return { kind: 'on-brokers', ...(members ? { onBrokers: members } : {}), ...rest };
  },

  /** On hosts of its own: broker and quorum never compete for memory or a disk. */
  onOwnHosts: (
    options: ZookeeperOptions & {
      readonly instanceType: string;
      readonly members: readonly ZookeeperOnOwnHost[];
    },
  ): ZookeeperSpec => {
    const { members, ...rest } = options;
    return { kind: 'on-own-hosts', onBrokers: [], onOwnHosts: members, ...rest };
  },

  /** On the brokers and on two hosts more: five voters, so two losses are survived. */
  onBrokersAndOwnHosts: (
    options: ZookeeperOptions & {
      readonly instanceType: string;
      readonly onBrokers?: readonly ZookeeperOnBroker[];
      readonly members: readonly ZookeeperOnOwnHost[];
    },
  ): ZookeeperSpec => {
    const { members, ...rest } = options;
    return { kind: 'on-brokers-and-own-hosts', onOwnHosts: members, ...rest };
  },
} as const;
