import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrapServers, zookeeperConnect, type Topology } from '../../cluster/topology';
import { signalSession } from '../system/own-session';
import { runs, type ProcessId } from '../system/process-id';
import { replaceFile } from '../system/replace-file';
import { fileDigests } from './file-digests';
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
  /** The cluster as it was started, or brought to be since: for commands that ask its processes. */
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
  /** The SHA-256 of each file that it read when it was started, by its path. */
  readonly startedWith?: Readonly<Record<string, string>>;
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

/** What the supervisor does not know: the cluster as it was brought to be while it ran. */
const BROUGHT = 'brought.json';

/** Undefined where the folder holds no local cluster. */
export function readRecord(folder: string): ClusterRecord | undefined {
  const record = readJson<ClusterRecord>(join(folder, RECORD));
  return record && { ...record, ...readJson<DescribedCluster>(join(folder, BROUGHT)) };
}

function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

/** Replaces the record in one step: a reader sees the old one or the new one. */
export function writeRecord(folder: string, record: ClusterRecord): void {
  replaceJson(join(folder, RECORD), record);
}

/** Notes what a cluster was brought to be while it runs: its supervisor has the one that it started. */
export function noteBrought(folder: string, topology: Topology): void {
  replaceJson(join(folder, BROUGHT), describeCluster(topology));
}

/** A cluster that is started is what its supervisor says. */
export function forgetBrought(folder: string): void {
  for (const file of [BROUGHT, COMING, TAKEN_IN]) rmSync(join(folder, file), { force: true });
}

/** Where the topology stands that processes are of once they are restarted. */
const COMING = 'coming.json';

/** Notes for the supervisor how it is to start a process that is restarted from now on. */
export function noteComing(folder: string, topology: Topology): void {
  replaceJson(join(folder, COMING), topology);
}

/** Undefined where all processes are of the cluster that was started. */
export function readComing(folder: string): Topology | undefined {
  return readJson(join(folder, COMING));
}

/** What processes read anew while they ran: digests by path, by the process id. */
const TAKEN_IN = 'taken-in.json';
type TakenIn = Readonly<Record<string, Readonly<Record<string, string>>>>;
const keyOf = ({ pid, start }: ProcessId) => `${pid} ${start}`;

/** Notes that a running process uses what lies in these files now. */
export function noteTakenIn(folder: string, process: OfProcess, files: readonly string[]): void {
  const { id } = findProcess(folder, process) ?? {};
  if (!id) return;
  const before = readJson<TakenIn>(join(folder, TAKEN_IN)) ?? {};
  const own = { ...before[keyOf(id)], ...fileDigests(files) };
  replaceJson(join(folder, TAKEN_IN), { ...before, [keyOf(id)]: own });
}

/** The digests of the files that a process runs with, by path. */
export function runsWith(
  folder: string,
  { id, startedWith }: ProcessRecord,
): Readonly<Record<string, string>> {
  const takenIn = readJson<TakenIn>(join(folder, TAKEN_IN)) ?? {};
  return { ...startedWith, ...(id && takenIn[keyOf(id)]) };
}

/** A process of the cluster in a folder, as it is now. */
export function findProcess(
  folder: string,
  { host, process }: OfProcess,
): ProcessRecord | undefined {
  return readRecord(folder)?.processes.find(
    (each) => each.host === host && each.process === process,
  );
}

type DescribedCluster = Pick<
  ClusterRecord,
  'clusterName' | 'bootstrapServers' | 'externalBootstrapServers' | 'zookeeperConnect' | 'topology'
>;

/** What a record says of a cluster besides its processes. */
export function describeCluster(topology: Topology): DescribedCluster {
  return {
    clusterName: topology.spec.clusterName,
    bootstrapServers: bootstrapServers(topology),
    externalBootstrapServers: bootstrapServers(topology, 'external') || undefined,
    zookeeperConnect: zookeeperConnect(topology),
    topology,
  };
}

function replaceJson(file: string, value: unknown): void {
  replaceFile(file, `${JSON.stringify(value, undefined, 2)}\n`);
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
