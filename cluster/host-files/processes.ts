import type { Host, Topology } from '../topology';

/** A process of a host, started by systemd there and by the local supervisor here. */
export interface HostProcess {
  readonly name: 'zookeeper' | 'kafka';
  /** Its systemd unit. */
  readonly unit: string;
  /** The words of the unit's ExecStart. */
  readonly command: readonly string[];
  /** What the spec puts into its environment. */
  readonly environment: Readonly<Record<string, string>>;
}

export function zookeeperProcess({ spec }: Topology, { paths }: Host): HostProcess {
  return {
    name: 'zookeeper',
    unit: 'zookeeper.service',
    command: [
      paths.java,
      `@${paths.zookeeperConfig}/jvm.args`,
      'org.apache.zookeeper.server.quorum.QuorumPeerMain',
      `${paths.zookeeperConfig}/zoo.cfg`,
    ],
    environment: spec.environment.zookeeper,
  };
}

export function kafkaProcess({ spec }: Topology, { paths }: Host): HostProcess {
  return {
    name: 'kafka',
    unit: 'kafka.service',
    command: [
      paths.java,
      `@${paths.kafkaConfig}/jvm.args`,
      'kafka.Kafka',
      `${paths.kafkaConfig}/server.properties`,
    ],
    environment: spec.environment.broker,
  };
}
