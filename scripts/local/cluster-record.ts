import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Topology } from '../../cluster/topology';
import { signalSession } from '../system/own-session';
import { runs, type ProcessId } from '../system/process-id';
import type { OfProcess } from './events';

/** What a local cluster writes down about itself, in its folder, for other commands to read. */
export interface ClusterRecord {
  readonly clusterName: string;
  /** Whose processes these are: they end with it. Undefined where the cluster was stopped. */
  readonly supervisor?: ProcessId;
  /** Its block of ports; asked for again when the cluster comes back. */
  readonly slot: number;
  readonly bootstrapServers: string;
  /** Undefined where the brokers have no EXTERNAL listener. */
  readonly externalBootstrapServers?: string | undefined;
  readonly zookeeperConnect: string;
  /** The cluster as it was started, for commands that ask its processes. */
  readonly topology: Topology;
  readonly processes: readonly ProcessRecord[];
}

/** One process of a local cluster. */
export interface ProcessRecord extends OfProcess {
  readonly state: ProcessState;
  /** Undefined while it does not run. */
  readonly id?: ProcessId;
  /** When its latest run began, in ISO 8601. */
  readonly startedAt?: string;
  /** How often it was started again after it had ended unasked. */
  readonly restarts: number;
  /** Where it was given up: how it ended, and the lines of its log that say why. */
  readonly failure?: string;
  readonly address: string;
  readonly ports: readonly number[];
  /** The log that it writes. */
  readonly ownLog: string;
  /** The archive of classes that it is given; undefined where it starts without one. */
  readonly archive?: string;
  /** What it printed. */
  readonly consoleLog: string;
}

/**
 * `running`: it runs. `pausing`: it ended unasked and is started again soon. `stopped`: it was asked
 * to end. `failed`: it ended unasked and won't be started again by itself.
 */
export type ProcessState = 'running' | 'pausing' | 'stopped' | 'failed';

const RECORD = 'cluster.json';

/** Undefined where the folder holds no local cluster. */
export function readRecord(folder: string): ClusterRecord | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, RECORD), 'utf8')) as ClusterRecord;
  } catch {
    return undefined;
  }
}

/** Replaces the record in one step: a reader sees the old one or the new one. */
export function writeRecord(folder: string, record: ClusterRecord): void {
  const file = join(folder, RECORD);
  writeFileSync(`${file}.new`, `${JSON.stringify(record, undefined, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/** Whether somebody looks after the cluster's processes. */
export function isSupervised({ supervisor }: Pick<ClusterRecord, 'supervisor'>): boolean {
  return supervisor !== undefined && runs(supervisor);
}

/** How many of the processes start from archives of their classes. */
export function withArchives(processes: readonly ProcessRecord[]): number {
  return processes.filter(({ archive }) => archive !== undefined).length;
}

/** Kills what a supervisor that was killed itself left behind, where the kernel did not do it. */
export function killLeftovers({ processes }: ClusterRecord): void {
  for (const { id } of processes) if (id && runs(id)) signalSession(id.pid, 'SIGKILL');
}
