import { LOCAL_DIFFERENCES } from './local-differences';
import { portsFrom, type Ports } from './processes/ports';
import { processPaths } from './processes/process-paths';
import { processOfRole } from './processes/processes';
import type { HostPaths, Site, SiteMember } from './topology';

/** How members that share one machine are told apart. */
export type LocalAddressing =
  /** An address each, 127.0.0.1, 127.0.0.2 …, and the same ports: as on real hosts. */
  | 'addresses'
  /** 127.0.0.1 for all, and ports 10 apart: where only that address answers, as on a Mac. */
  | 'ports';

export interface LocalSiteOptions {
  /** The folder that holds all of the cluster; absolute. */
  readonly folder: string;
  /** Kafka's distribution. */
  readonly distribution: string;
  /**
   * The `java` command.
   * @default 'java', looked up in the PATH
   */
  readonly java?: string;
  /**
   * The `python3` command.
   * @default 'python3', looked up in the PATH
   */
  readonly python?: string;
  readonly addressing: LocalAddressing;
  /** By which commands find the cluster. @default - none: they can't */
  readonly name?: string | undefined;
  /** Which of the {@link LOCAL_SLOTS} blocks of ports; another cluster on the machine has another. */
  readonly slot: number;
  /**
   * Leaves out {@link LOCAL_DIFFERENCES}: settings and flags are those of production hosts, as a benchmark
   * needs them. Addresses, folders, heaps and threads stay those of the machine.
   * @default false
   */
  readonly asInProduction?: boolean | undefined;
}

/**
 * So many local clusters fit side by side: their ports are 100 apart, and with one more those of ZooKeeper
 * from 2888 on would meet those from 3888 on.
 */
export const LOCAL_SLOTS = 10;

const LOOPBACK = '127.0.0.1';

/** One machine that plays all hosts: the local variant of every cluster. */
export function localSite(options: LocalSiteOptions): Site {
  return {
    address: ({ index }) => {
      const address = options.addressing === 'addresses' ? `127.0.0.${index + 1}` : LOOPBACK;
      // The kernel gives a connection to any of them this one for its near end.
      return {
        address,
        bindAddress: address,
        ...(address !== LOOPBACK && { alsoFrom: [LOOPBACK] }),
      };
    },
    ports: ({ index }) => localPorts(options, index),
    paths: (member) => localPaths(options, member),
    // All of them share the machine: threads for many processors would only take turns.
    vcpus: () => 1,
    heapMiB: (role, specMiB) => Math.min(specMiB, processOfRole(role).local.heapMiB),
    namedBy: options.name && `--name ${options.name}`,
    differences: options.asInProduction ? undefined : LOCAL_DIFFERENCES,
  };
}

/** The ports of the member with this index; also what decides whether a slot is free. */
export function localPorts(
  { addressing, slot }: Pick<LocalSiteOptions, 'addressing' | 'slot'>,
  index: number,
): Ports {
  const shift = slot * 100 + (addressing === 'ports' ? index * 10 : 0);
  return portsFrom(({ defaultPort }) => defaultPort + shift);
}

function localPaths(
  { folder, distribution, java = 'java', python = 'python3' }: LocalSiteOptions,
  member: SiteMember,
): HostPaths {
  const host = `${folder}/${member.name}`;
  return {
    java,
    python,
    distribution,
    ...processPaths(member.dataDisks, (process) => ({
      config: `${host}/etc/${process.name}`,
      logs: `${host}/log/${process.name}`,
      temporary: `${host}/tmp/${process.name}`,
      runtime: `${host}/run/${process.name}`,
      data: ({ name }) => `${host}/data/${name}`,
    })),
    programs: `${host}/sbin`,
    systemd: `${host}/etc/systemd`,
    sysctl: `${host}/etc/sysctl.d`,
  };
}
