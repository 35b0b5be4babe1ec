import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { UserError } from '../../cluster/errors';
import { hostFolders, renderHost, type HostFile } from '../../cluster/host-files';
import { localSite } from '../../cluster/local-site';
import { RUN_PROGRAM } from '../../cluster/program';
import type { ResolvedSpec } from '../../cluster/resolve-spec';
import { openPorts, type SecuritySpec } from '../../cluster/security';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { layOut, type Host, type Topology } from '../../cluster/topology';
import { resolveValidSpec } from '../../cluster/validate-spec';
import { ensureClassArchives } from '../distribution/ensure-class-archives';
import { ensureDistribution } from '../distribution/ensure-distribution';
import { findJava } from '../prerequisites/java';
import { claimSlot, type ClaimedSlot } from './claim-slot';
import { nameOf } from './cluster-folders';
import { claimFolder } from './claim-folder';
import { forgetBrought, readRecord } from './cluster-record';
import { findPython } from './find-python';
import type { LocalClusterEvent } from './events';
import { LocalCluster } from './local-cluster';
import { secureHosts } from './secure-hosts';

export interface LocalClusterOptions {
  readonly spec: KafkaClusterSpec;
  /** Holds everything of the cluster; data that is there already is used. Absolute. */
  readonly folder: string;
  readonly onEvent?: (event: LocalClusterEvent) => void;
  /** Ends the start; what runs by then is stopped. A cluster that has started is not affected. */
  readonly signal?: AbortSignal;
  /** Changes a rendered file before it is written: for tests of what goes wrong. */
  readonly alter?: AlterFile;
  /** @default - the first free one; released when the cluster stops in either case */
  readonly slot?: ClaimedSlot;
  /**
   * With the settings and the flags of production hosts, without what makes a local cluster start faster
   * (cluster/local-differences.ts): for benchmarks, and tests of such a setting.
   * @default false
   */
  readonly asInProduction?: boolean;
}

/**
 * Starts every process of the spec's hosts on this machine, from the files that the hosts would
 * have. Resolves as soon as all are started; wait-until-ready.ts tells when they serve.
 *
 * @throws UserError where the spec, the machine or the folder is not fit for it
 */
export async function startLocalCluster(options: LocalClusterOptions): Promise<LocalCluster> {
  const { folder, signal, onEvent = () => undefined } = options;
  const spec = resolveValidSpec(options.spec);
  const slot = options.slot ?? (await claimSlotFor(spec, folder));
  let cluster: LocalCluster | undefined;
  try {
    claimFolder(folder);
    requireSameSecurity(spec, folder);
    const java = javaOrThrow();
    const distribution = await ensureDistribution({ kafkaVersion: spec.kafkaVersion, signal });
    const archives = await ensureClassArchives({ distribution, java, signal });
    const { asInProduction } = options;
    const python = findPython();
    const name = nameOf(folder);
    const site = localSite({ ...slot, name, folder, distribution, java, python, asInProduction });
    const topology = layOut(spec, site);
    const files = writeHostFiles(topology, options.alter);
    await secureHosts(topology, folder);
    forgetBrought(folder);
    onEvent({ kind: 'files-written', hosts: topology.hosts.length, files });
    signal?.throwIfAborted();
    cluster = new LocalCluster({ topology, folder, slot, archives, onEvent });
    cluster.startAll();
    return cluster;
  } catch (error) {
    await (cluster ? cluster.stop() : slot.release());
    throw error;
  }
}

/**
 * What ZooKeeper keeps is for everyone or for the members, as it was written.
 *
 * @throws UserError where the folder's data was written under another security
 */
function requireSameSecurity({ security }: ResolvedSpec, folder: string): void {
  const before = readRecord(folder)?.topology.spec.security;
  if (before === undefined || isDeepStrictEqual(portsOf(before), portsOf(security))) return;
  throw new UserError(
    `security: must stay as it was for data that was written under it, ${inWords(before)}, got ` +
      `${inWords(security)}. Start it as it was and bring it there with \`${RUN_PROGRAM} converge SPEC\`. ` +
      'A spec that says nothing asks for TLS: Security.plaintext() is said by name. ' +
      'Or start with an empty folder: for `up`, `local down --delete` or another --name.',
  );
}

const portsOf = (security: SecuritySpec) => openPorts(security);
const inWords = (security: SecuritySpec) => portsOf(security).join(' beside ');

/** The slot that the folder's cluster had last time, if it is free. */
export async function claimSlotFor(spec: ResolvedSpec, folder?: string): Promise<ClaimedSlot> {
  const hosts = spec.brokers.length + spec.metadata.onOwnHosts.length;
  return await claimSlot({ hosts, preferred: folder ? readRecord(folder)?.slot : undefined });
}

function javaOrThrow(): string {
  const java = findJava();
  if (java === undefined) {
    throw new UserError(
      'This machine: must have Java 17 or newer. Install it, or name it in JAVA_HOME.',
    );
  }
  return java;
}

/** Changes a file before it is written. */
export type AlterFile = (file: HostFile, host: Host) => HostFile;

/**
 * Writes the files of every host and makes the folders that its processes write to. Owners stay
 * those of the user: one user plays all of them here.
 *
 * @returns how many files were written
 */
export function writeHostFiles(topology: Topology, alter: AlterFile = (file) => file): number {
  const written = topology.hosts.map((host) => writeFilesOf(topology, host, alter).length);
  return written.reduce((sum, count) => sum + count, 0);
}

/** The same of one host. @returns the files */
export function writeFilesOf(
  topology: Topology,
  host: Host,
  alter: AlterFile = (file) => file,
): readonly HostFile[] {
  for (const { path } of hostFolders(host)) mkdirSync(path, { recursive: true });
  const files = renderHost(topology, host).map((rendered) => alter(rendered, host));
  for (const { path, content, mode } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    chmodSync(path, mode);
  }
  return files;
}
