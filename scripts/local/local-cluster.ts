import { PROCESSES } from '../../cluster/processes/processes';
import type { Topology } from '../../cluster/topology';
import type { ClassArchives } from '../distribution/ensure-class-archives';
import { processId } from '../system/process-id';
import type { ClaimedSlot } from './claim-slot';
import type { Reach } from '../cluster-access/reach';
import {
  describeCluster,
  readComing,
  withArchives,
  writeRecord,
  type ProcessRecord,
} from './cluster-record';
import type { LocalClusterEvent, OfProcess } from './events';
import { localReach } from './local-secrets';
import { processPlans } from './process-plans';
import { SupervisedProcess, type ProcessPlan } from './supervised-process';

interface ClusterOptions {
  readonly topology: Topology;
  readonly folder: string;
  readonly slot: ClaimedSlot;
  readonly archives: ClassArchives;
  readonly onEvent: (event: LocalClusterEvent) => void;
}

/**
 * A cluster on this machine: the processes of all hosts, kept running until it is stopped, and its
 * record, which is kept up to date.
 */
export class LocalCluster {
  readonly topology: Topology;
  readonly folder: string;
  /** The way to it, with what it asks for. */
  readonly reach: Reach;
  readonly #processes: readonly SupervisedProcess[];
  #supervisor = processId(process.pid);
  #stopping: Promise<void> | undefined;

  constructor(private readonly options: ClusterOptions) {
    this.topology = options.topology;
    this.folder = options.folder;
    this.reach = localReach(options.folder, options.topology);
    const onEvent = (event: LocalClusterEvent) => {
      this.#writeRecord();
      options.onEvent(event);
    };
    const plans = processPlans(options.topology, options);
    const replan = (before: ProcessPlan) => {
      const coming = readComing(options.folder);
      const isSame = ({ host, process }: ProcessPlan) =>
        host === before.host && process === before.process;
      return (coming && processPlans(coming, options).find(isSame)) ?? before;
    };
    this.#processes = plans.map((plan) => new SupervisedProcess(plan, onEvent, replan));
    const archived = withArchives(this.processes());
    options.onEvent({ kind: 'classes-archived', archived, processes: plans.length });
  }

  /** All at once: whoever needs another waits for it by itself. */
  startAll(): void {
    for (const each of this.#processes) each.start();
  }

  /** Each process as it is now. */
  processes(): readonly ProcessRecord[] {
    return this.#processes.map(({ record }) => record);
  }

  /**
   * Sends a signal to a process of a host, which stays down until it is started again. Resolves
   * when it is gone; at once for SIGSTOP and SIGCONT.
   */
  async kill(
    host: string,
    process: OfProcess['process'],
    signal: NodeJS.Signals = 'SIGKILL',
  ): Promise<void> {
    await this.#find(host, process).kill(signal);
  }

  start(host: string, process: OfProcess['process']): Promise<void> {
    this.#find(host, process).start();
    return Promise.resolve();
  }

  /** Brokers first, while ZooKeeper lives, so that they shut down in order; then ZooKeeper. */
  stop(): Promise<void> {
    return (this.#stopping ??= this.#stop());
  }

  async #stop(): Promise<void> {
    for (const { name, local } of PROCESSES) {
      const all = this.#processes.filter(({ plan }) => plan.process === name);
      await Promise.all(all.map((each) => each.stop(local.stopSeconds * 1_000)));
    }
    this.#supervisor = undefined;
    this.#writeRecord();
    await this.options.slot.release();
  }

  #find(host: string, process: OfProcess['process']): SupervisedProcess {
    const found = this.#processes.find(
      ({ plan }) => plan.host === host && plan.process === process,
    );
    if (found) return found;
    const names = this.#processes.map(({ plan }) => `${plan.host} ${plan.process}`).join(', ');
    throw new Error(`no process '${host} ${process}'; there are ${names}`);
  }

  #writeRecord(): void {
    const { topology, folder, slot } = this.options;
    writeRecord(folder, {
      ...describeCluster(topology),
      ...(this.#supervisor && { supervisor: this.#supervisor }),
      slot: slot.slot,
      processes: this.processes(),
    });
  }
}
