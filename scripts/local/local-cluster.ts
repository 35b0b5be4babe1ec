import { UserError } from '../../cluster/errors';
import { localSite } from '../../cluster/local-site';
import type { ResolvedSpec } from '../../cluster/resolve-spec';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { layOut, type Topology } from '../../cluster/topology';
import { resolveValidSpec } from '../../cluster/validate-spec';
import { ensureDistribution } from '../distribution/ensure-distribution';
import { findJava } from '../prerequisites/java';
import { claimSlot, type ClaimedSlot } from './claim-slot';
import { claimFolder } from './claim-folder';
import { readRecord, type ProcessRecord } from './cluster-record';
import type { LocalClusterEvent, OfProcess } from './events';
import { localSpec } from './local-spec';
import { SupervisedCluster } from './supervised-cluster';
import { writeHostFiles, type AlterFile } from './write-host-files';

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
}

/** A cluster on this machine: the processes of all hosts, kept running until it is stopped. */
export interface LocalCluster {
  readonly topology: Topology;
  /** Each process as it is now. */
  processes(): readonly ProcessRecord[];
  /**
   * Sends a signal to a process of a host, which stays down until it is started again. Resolves
   * when it is gone; at once for SIGSTOP and SIGCONT.
   * @param signal by default SIGKILL
   */
  kill(host: string, process: OfProcess['process'], signal?: NodeJS.Signals): Promise<void>;
  start(host: string, process: OfProcess['process']): Promise<void>;
  /** Brokers first, while ZooKeeper lives, so that they shut down in order; then ZooKeeper. */
  stop(): Promise<void>;
}

/**
 * Starts every process of the spec's hosts on this machine, from the files that the hosts would
 * have. Resolves as soon as all are started; wait-until-ready.ts tells when they serve.
 *
 * @throws UserError where the spec, the machine or the folder is not fit for it
 */
export async function startLocalCluster(options: LocalClusterOptions): Promise<LocalCluster> {
  const { folder, signal, onEvent = () => undefined } = options;
  const spec = resolveValidSpec(localSpec(options.spec));
  const slot = options.slot ?? (await claimSlotFor(spec, folder));
  let cluster: SupervisedCluster | undefined;
  try {
    claimFolder(folder);
    const distribution = await ensureDistribution({ kafkaVersion: spec.kafkaVersion, signal });
    const topology = layOut(
      spec,
      localSite({ ...slot, folder, distribution, java: javaOrThrow() }),
    );
    const files = writeHostFiles(topology, options.alter);
    onEvent({ kind: 'files-written', hosts: topology.hosts.length, files });
    signal?.throwIfAborted();
    cluster = new SupervisedCluster({ topology, folder, slot, onEvent });
    cluster.startAll();
    return cluster;
  } catch (error) {
    await (cluster ? cluster.stop() : slot.release());
    throw error;
  }
}

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
