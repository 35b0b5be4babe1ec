import { changeEffect, type ChangeEffect } from '../../cluster/change-effect';
import { renderHost, type HostFile } from '../../cluster/host-files';
import { processesOf, type HostProcess } from '../../cluster/processes/host-process';
import { restartedProcess } from '../../cluster/restarted-process';
import type { Host, Topology } from '../../cluster/topology';
import type { HostState } from '../health/host/host-state';

/** What one host needs, as data: nothing is done by making it. */
export interface HostPlan {
  readonly host: Host;
  /** Whether it must fetch its files. */
  readonly pull: boolean;
  readonly reloadSysctl: boolean;
  /** Timers that are to follow their new file. */
  readonly timers: readonly string[];
  /** Processes to start anew, in this order. */
  readonly restarts: readonly HostProcess[];
  /** Why, one line each. */
  readonly reasons: readonly string[];
}

/** Whether anything is to be done. */
export function isNeeded({ pull, restarts }: HostPlan): boolean {
  return pull || restarts.length > 0;
}

/** Compares what a host has, and what runs there, with what the spec renders. */
export function planHost(topology: Topology, host: Host, state: HostState): HostPlan {
  const wanted = renderHost(topology, host);
  const changes = wanted.flatMap((file) => changeOf(file, state) ?? []);
  const effects = changes.map(({ effect }) => effect.kind);
  const processes = processesOf(topology, host).map((process) => ({
    process,
    reasons: restartReasons(process, { wanted, changes, state }),
  }));
  return {
    host,
    pull: changes.length > 0,
    reloadSysctl: effects.includes('reload-sysctl'),
    timers: changes
      .filter(({ file }) => file.path.endsWith('.timer'))
      .map(({ file }) => file.path.slice(file.path.lastIndexOf('/') + 1)),
    restarts: processes.filter(({ reasons }) => reasons.length > 0).map(({ process }) => process),
    reasons: [...changes.map(describeChange), ...processes.flatMap(({ reasons }) => reasons)],
  };
}

interface Change {
  readonly file: HostFile;
  readonly effect: ChangeEffect;
  readonly isMissing: boolean;
}

function changeOf(file: HostFile, { found, contents }: HostState): Change | undefined {
  const seen = found.get(file.path);
  if (seen?.sha256 === file.sha256 && seen.mode === file.mode) return undefined;
  const before = seen?.sha256 === file.sha256 ? file.content : contents.get(file.path);
  return { file, effect: changeEffect(before, file), isMissing: seen === undefined };
}

function describeChange({ file, effect, isMissing }: Change): string {
  const change = isMissing ? 'is missing' : 'differs';
  return `${file.path} ${change}: ${describeEffect(effect)}`;
}

function describeEffect(effect: ChangeEffect): string {
  switch (effect.kind) {
    case 'nothing':
      return 'is read by itself when it is needed';
    case 'reload-sysctl':
      return 'kernel settings are loaded anew';
    case 'reload-systemd':
      return 'systemd reads it anew';
    case 'zookeeper-restart':
      return 'ZooKeeper is restarted';
    case 'broker-restart':
      return effect.keys.length > 0
        ? `Kafka is restarted for ${effect.keys.join(', ')}`
        : 'Kafka is restarted';
    case 'dynamic-update':
      return `Kafka is restarted for ${effect.updates.map(({ key }) => key).join(', ')}`;
  }
}

interface HostEvidence {
  readonly wanted: readonly HostFile[];
  readonly changes: readonly Change[];
  readonly state: HostState;
}

/** Why a process must be started anew; the changes themselves are told apart from it. */
function restartReasons(
  { name, unit }: HostProcess,
  { wanted, changes, state }: HostEvidence,
): readonly string[] {
  const active = state.units.get(name)?.active ?? 'unknown';
  const restarting = changes.filter(
    ({ file, effect }) => effect.kind !== 'nothing' && restartedProcess(file.onChange) === name,
  ).length;
  const older = pendingFiles(name, wanted, state.report.startedWith.get(unit));
  return [
    ...(['inactive', 'failed'].includes(active) ? [`${unit} does not run: ${active}`] : []),
    ...(restarting > 0 ? [`${unit} is restarted for the files above`] : []),
    ...(restarting === 0 && older.length > 0
      ? [`${unit} was started with an older ${older.join(', ')}`]
      : []),
  ];
}

/** Files that are on the host as wanted, but were not when the process started: a roll broke off. */
function pendingFiles(
  name: HostProcess['name'],
  wanted: readonly HostFile[],
  startedWith: ReadonlyMap<string, string> | undefined,
): readonly string[] {
  if (!startedWith) return [];
  return wanted
    .filter(({ onChange }) => restartedProcess(onChange) === name)
    .filter(({ path, sha256 }) => startedWith.has(path) && startedWith.get(path) !== sha256)
    .map(({ path }) => path);
}
