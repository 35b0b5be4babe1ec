import { basename } from 'node:path/posix';
import {
  changeEffect,
  startedWithIt,
  type ChangeEffect,
  type Reload,
} from '../../cluster/changes/change-effect';
import { describeEffect } from '../../cluster/changes/describe-effect';
import { renderHost, type HostFile } from '../../cluster/host-files';
import { processesOf, type HostProcess } from '../../cluster/processes/host-process';
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

/**
 * Compares what a host has, and what runs there, with what the spec renders.
 *
 * @param manifest SHA-256 of the manifest that it should have applied. @default - nobody knows
 */
export function planHost(
  topology: Topology,
  host: Host,
  state: HostState,
  manifest?: string,
): HostPlan {
  const wanted = renderHost(topology, host);
  const changes = wanted.flatMap((file) => changeOf(file, state) ?? []);
  const reloading = (what: Reload) =>
    changes.filter(({ effect }) => effect.kind === 'reload' && effect.reload === what);
  const processes = processesOf(topology, host).map((process) => ({
    process,
    reasons: restartReasons(process, { wanted, changes, state }),
  }));
  const archive = archiveReasons(state, changes.length > 0 ? undefined : manifest);
  return {
    host,
    pull: changes.length > 0 || archive.length > 0,
    reloadSysctl: reloading('sysctl').length > 0,
    timers: reloading('timer').map(({ file }) => basename(file.path)),
    restarts: processes.filter(({ reasons }) => reasons.length > 0).map(({ process }) => process),
    reasons: [
      ...changes.map(describeChange),
      ...archive,
      ...processes.flatMap(({ reasons }) => reasons),
    ],
  };
}

/** A new archive of Kafka is no file of the host; what the pull says of it, the roll acts on. */
function archiveReasons(
  { report: { archiveWaits, manifestSha256: applied } }: HostState,
  manifest: string | undefined,
): readonly string[] {
  if (archiveWaits) return [`Kafka's archive differs: ${ARCHIVE_NEEDS}`];
  if (manifest === undefined || applied === undefined || applied === manifest) return [];
  return [
    `its manifest differs, but none of its files: ${ARCHIVE_NEEDS} where that is the archive`,
  ];
}

const ARCHIVE_NEEDS = 'needs a restart of all its processes';

interface Change {
  readonly file: HostFile;
  readonly effect: ChangeEffect;
  readonly isMissing: boolean;
}

function changeOf(file: HostFile, { found, contents }: HostState): Change | undefined {
  const seen = found.get(file.path);
  if (seen?.sha256 === file.sha256 && seen.mode === file.mode) return undefined;
  const before = seen?.sha256 === file.sha256 ? file.content : contents.get(file.path);
  const effect = changeEffect(before, file.content, file.onChange);
  return { file, effect, isMissing: seen === undefined };
}

function describeChange({ file, effect, isMissing }: Change): string {
  return `${file.path} ${isMissing ? 'is missing' : 'differs'}: needs ${describeEffect(effect)}`;
}

interface HostEvidence {
  readonly wanted: readonly HostFile[];
  readonly changes: readonly Change[];
  readonly state: HostState;
}

/** Why a process must be started anew; the changes themselves are told apart from it. */
function restartReasons(process: HostProcess, evidence: HostEvidence): readonly string[] {
  const { name, unit, row } = process;
  const active = evidence.state.units.get(name)?.active ?? 'unknown';
  const restarting = evidence.changes.some(
    ({ effect }) => effect.kind === 'restart' && effect.role === row.role,
  );
  const older = pendingFiles(process, evidence);
  return [
    ...(['inactive', 'failed'].includes(active) ? [`${unit} does not run: ${active}`] : []),
    ...(restarting ? [`${unit} is restarted for the files above`] : []),
    ...(!restarting && older.length > 0
      ? [`${unit} was started with an older ${older.join(', ')}`]
      : []),
  ];
}

/** Files that are on the host as wanted, but were not when the process started: a roll broke off. */
function pendingFiles(
  { unit, row }: HostProcess,
  { wanted, changes, state }: HostEvidence,
): readonly string[] {
  const startedWith = state.report.startedWith.get(unit);
  if (!startedWith) return [];
  // With it comes a note that the process runs as well with the file as it then is.
  const needsNothing = ({ path }: HostFile) =>
    changes.some(({ file, effect }) => file.path === path && effect.kind === 'nothing') &&
    startedWith.get(path) === state.found.get(path)?.sha256;
  return wanted
    .filter(({ onChange }) => startedWithIt(onChange) === row.role)
    .filter(({ path, sha256 }) => startedWith.has(path) && startedWith.get(path) !== sha256)
    .filter((file) => !needsNothing(file))
    .map(({ path }) => path);
}
