/** What a host runs, by its own word. */
export interface RunningRelease {
  /** As in the topology. */
  readonly host: string;
  readonly isBroker: boolean;
  /**
   * Kafka's release, such as `3.9.2`: of the process that runs, else of the jars that lie there.
   * @default - nobody knows
   */
  readonly binaries?: string | undefined;
  /**
   * The newest `inter.broker.protocol.version` that its broker says that it understands, such as `3.9`.
   * @default - it gave no answer
   */
  readonly understands?: string | undefined;
  /**
   * The one that it speaks, such as `3.8`; of a broker that does not run, what it would start with.
   * @default - nobody knows
   */
  readonly protocol?: string | undefined;
}

/** What all hosts of a cluster run. */
export interface RunningReleases {
  readonly hosts: readonly RunningRelease[];
  /** Ids of brokers in the cluster that the spec doesn't have: nobody knows what they run. */
  readonly strangers: readonly number[];
}
