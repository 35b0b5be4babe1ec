import { Zookeeper, type ZookeeperSpec } from './zookeeper';

/**
 * What keeps the cluster's metadata: its topics, who leads and which settings hold. Made by the
 * factories of {@link Metadata}.
 */
export type MetadataSpec = ZookeeperMetadata;

/** Each has a row in the tables of what differs between them; the compiler names the ones that lack it. */
export type MetadataKind = MetadataSpec['kind'];

/** A ZooKeeper quorum beside the brokers. */
export interface ZookeeperMetadata {
  readonly kind: 'zookeeper';
  /** @default - all of it on the brokers, one voter on each */
  readonly quorum?: ZookeeperSpec;
}

/** What keeps the cluster's metadata. */
export const Metadata = {
  /**
   * A ZooKeeper quorum: `Metadata.zookeeper(Zookeeper.onBrokers())`. Kafka 3.9 is its last line, and
   * Kafka's promise of security fixes for it has run out.
   * @param quorum where it runs; by default on the brokers, one voter on each
   * @see https://kafka.apache.org/39/operations/zookeeper
   */
  zookeeper: (quorum: ZookeeperSpec = Zookeeper.onBrokers()): ZookeeperMetadata => ({
    kind: 'zookeeper',
    quorum,
  }),
} as const;

/** The fields of a spec that say what keeps the metadata; at most one of them is given. */
export const METADATA_FIELDS = ['metadata', 'zookeeper'] as const;

/** What these fields hold. */
export type GivenMetadata = {
  readonly metadata?: MetadataSpec;
  readonly zookeeper?: ZookeeperSpec;
};

/** The quorum that a spec asks for, and the field that does or could name it, for problems. */
export function givenQuorum({ metadata, zookeeper }: GivenMetadata): {
  readonly quorum: ZookeeperSpec;
  readonly path: string;
} {
  if (zookeeper) return { quorum: zookeeper, path: 'zookeeper' };
  return { quorum: metadata?.quorum ?? Zookeeper.onBrokers(), path: 'metadata.quorum' };
}
