import type { StorageSpec } from './hardware/storage/storage';

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
export type ZookeeperSpec = QuorumOnBrokers | QuorumOnOwnHosts | QuorumOnBrokersAndOwnHosts;

/** What every placement takes. */
interface QuorumOptions {
  /**
   * The volume of each voter, holding its transaction log and snapshots.
   * @default - one gp3 volume of 20 GiB
   */
  readonly storage?: StorageSpec;
}

/** All voters on brokers. */
export interface QuorumOnBrokers extends QuorumOptions {
  readonly kind: 'on-brokers';
  /** @default - on the three brokers with the lowest ids, with their ids */
  readonly onBrokers?: readonly ZookeeperOnBroker[];
}

/** All voters on hosts of their own. */
export interface QuorumOnOwnHosts extends QuorumOptions {
  readonly kind: 'on-own-hosts';
  readonly onOwnHosts: readonly ZookeeperOnOwnHost[];
  /** Instance type of the hosts of their own. */
  readonly instanceType: string;
}

/** Voters on brokers, and further ones on hosts of their own. */
export interface QuorumOnBrokersAndOwnHosts extends QuorumOptions {
  readonly kind: 'on-brokers-and-own-hosts';
  /** @default - on the three brokers with the lowest ids, with their ids */
  readonly onBrokers?: readonly ZookeeperOnBroker[];
  readonly onOwnHosts: readonly ZookeeperOnOwnHost[];
  /** Instance type of the hosts of their own. */
  readonly instanceType: string;
}

/** The kind is the factory's, and `onOwnHosts` is called `members` there. */
type Options<T> = Omit<T, 'kind' | 'onOwnHosts'> & {
  readonly members: readonly ZookeeperOnOwnHost[];
};

/** Where the ZooKeeper quorum runs: three or five voters. */
export const Zookeeper = {
  /**
   * On the brokers' hosts; with no members named, on the three with the lowest ids, with their ids: a
   * broker that is added later changes nothing of the quorum.
   */
  onBrokers: (
    options: QuorumOptions & { readonly members?: readonly ZookeeperOnBroker[] } = {},
  ): QuorumOnBrokers => {
    const { members, ...rest } = options;
    return { kind: 'on-brokers', ...(members ? { onBrokers: members } : {}), ...rest };
  },

  /** On hosts of its own: broker and quorum never compete for memory or a disk. */
  onOwnHosts: ({ members, ...rest }: Options<QuorumOnOwnHosts>): QuorumOnOwnHosts => ({
    kind: 'on-own-hosts',
    onOwnHosts: members,
    ...rest,
  }),

  /** On the brokers and on two hosts more: five voters, so two losses are survived. */
  onBrokersAndOwnHosts: ({
    members,
    ...rest
  }: Options<QuorumOnBrokersAndOwnHosts>): QuorumOnBrokersAndOwnHosts => ({
    kind: 'on-brokers-and-own-hosts',
    onOwnHosts: members,
    ...rest,
  }),
} as const;
