import { processesOf, type HostProcess } from '../processes/host-process';
import type { Host, Topology } from '../topology';
import { identityFiles, type IdentityFiles } from './identity-files';

/** What a certificate says of who shows it. The spec says it, never the one who asks for it. */
export interface CertificateNames {
  /** The one part of its distinguished name. */
  readonly commonName: string;
  /** Names and addresses under which it may be met; empty for one that nobody connects to. */
  readonly hosts: readonly string[];
}

/** The certificate of one process of one host. */
export interface MemberIdentity extends CertificateNames {
  readonly host: Host;
  readonly process: HostProcess;
  readonly files: IdentityFiles;
}

/**
 * Brokers and tools share a name: it is what ZooKeeper lets write what they wrote, and the one super user
 * of the brokers. ZooKeeper's members have another, which is nobody to Kafka.
 */
const ROLE_NAMES = { kafka: 'members', zookeeper: 'zookeeper' } as const;

/** The name of brokers and tools, as their certificates have it. */
export function memberName(clusterName: string): string {
  return `${clusterName}-${ROLE_NAMES.kafka}`;
}

/** All names of members. */
export function memberNames(clusterName: string): readonly string[] {
  return Object.values(ROLE_NAMES).map((role) => `${clusterName}-${role}`);
}

/** The distinguished name of a certificate, as Java writes it. */
export function distinguishedName({ commonName }: Pick<CertificateNames, 'commonName'>): string {
  return `CN=${commonName}`;
}

/** Those of all processes of a cluster. */
export function memberIdentities(topology: Topology): readonly MemberIdentity[] {
  return topology.hosts.flatMap((host) =>
    processesOf(topology, host).map((process) => ({
      ...{ host, process, files: identityFiles(process.paths) },
      commonName: `${topology.spec.clusterName}-${ROLE_NAMES[process.name]}`,
      hosts: metAt(host, process.name),
    })),
  );
}

/** Where it may be met, each once: also by clients that know the brokers by other names. */
function metAt(host: Host, process: HostProcess['name']): readonly string[] {
  const advertised =
    process === 'kafka' ? (host.broker?.listeners ?? []).map((each) => each.advertised.host) : [];
  return [...new Set([host.address, ...advertised, ...(host.alsoFrom ?? [])])];
}
