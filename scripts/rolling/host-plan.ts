import { basename } from 'node:path/posix';
import {
  changeEffect,
  settingsOf,
  startedWithIt,
  type ChangeEffect,
  type Reload,
} from '../../cluster/changes/change-effect';
import type { Reason } from '../../cluster/changes/reasons';
import { stepsTo } from '../../cluster/changes/thread-pool-steps';
import { renderHost, type HostFile } from '../../cluster/host-files';
import { identityFiles, identityPaths } from '../../cluster/identities/identity-files';
import { processesOf, type HostProcess } from '../../cluster/processes/host-process';
import type { Host, Topology } from '../../cluster/topology';
import type { HostState } from '../health/host/host-state';
import {
  hasUpdates,
  NO_UPDATES,
  planUpdates,
  type BrokerUpdates,
  type ComparedBroker,
  type SettingGiven,
} from '../health/settings/plan-updates';
import type { Override } from '../health/settings/running-broker';

/** What one host needs, as data: nothing is done by making it. */
export interface HostPlan {
  readonly host: Host;
  /** Whether it must fetch its files. */
  readonly pull: boolean;
  readonly reloadSysctl: boolean;
  /** Timers that are to follow their new file. */
  readonly units: readonly string[];
  /** What its broker is given and what is taken back from it while it runs, where it is not restarted. */
  readonly updates: BrokerUpdates;
  /** Whether its broker then runs with its file, which it was not started with. */
  readonly runsWithFile: boolean;
  /** Whether it holds files back that are to be as its bucket has them. */
  readonly hasHeld: boolean;
  /** Processes to start anew, in this order. */
  readonly restarts: readonly HostProcess[];
  readonly reasons: readonly Reason[];
}

/** Whether anything is to be done. */
export function isNeeded({ pull, restarts, updates }: HostPlan): boolean {
  return pull || restarts.length > 0 || hasUpdates(updates);
}

/** What one look at a host and at the brokers brought. */
export interface HostEvidence {
  readonly state: HostState;
  /** SHA-256 of the manifest that it should have applied. @default - nobody knows */
  readonly manifest?: string | undefined;
  /** Kafka's release that it runs. @default - nobody has looked */
  readonly release?: string | undefined;
  /** @default - it has none, or nobody could ask it */
  readonly broker?: BrokerEvidence | undefined;
}

export interface BrokerEvidence extends ComparedBroker {
  /** Keys whose override for all brokers does what is wanted. */
  readonly kept: ReadonlySet<string>;
}

const STARTED_ANEW: readonly Reload[] = ['timer', 'socket', 'service'];

/** Compares what a host has, and what runs there, with what the spec renders. */
export function planHost(topology: Topology, host: Host, evidence: HostEvidence): HostPlan {
  const { state, manifest, broker } = evidence;
  const wanted = renderHost(topology, host);
  const asked = broker && planUpdates(broker, broker.kept);
  const changes = wanted.flatMap((file) => changeOf(file, state, asked) ?? []);
  const updates = asked ?? { ...NO_UPDATES, given: givenByText(changes) };
  const reloading = (what: Reload) =>
    changes.filter(({ effect }) => effect.kind === 'reload' && effect.reload === what);
  const seen = { ...evidence, wanted, changes, updates };
  const processes = processesOf(topology, host).map((process) => ({
    process,
    reasons: restartReasons(process, seen),
  }));
  const release = releaseReasons(topology, evidence);
  const restarts = processes.filter(({ reasons }) => release.length > 0 || reasons.length > 0);
  const isRestarted = restarts.some(({ process }) => process.row.role === 'broker');
  const isTold = changes.length + release.length > 0;
  const archive = [...release, ...archiveReasons(state, isTold ? undefined : manifest)];
  return {
    host,
    pull: changes.length > 0 || archive.length > 0,
    reloadSysctl: reloading('sysctl').length > 0,
    units: STARTED_ANEW.flatMap(reloading).map(({ file }) => basename(file.path)),
    updates: isRestarted ? NO_UPDATES : updates,
    hasHeld: state.report.heldFiles.length > 0,
    runsWithFile: !isRestarted && runsWithNewer(processesOf(topology, host), seen),
    restarts: restarts.map(({ process }) => process),
    reasons: [
      ...changes.map(reasonOf),
      ...archive,
      ...restarts.flatMap(({ reasons }) => reasons),
      // What a restart brings in needs no word of its own.
      ...(isRestarted ? [] : updates.given.map(givenReason)),
      ...updates.takenBack.map(takenBackReason),
    ],
  };
}

/** That one process is started anew, whatever it runs with. */
export function restartPlan(host: Host, process: HostProcess, why: string): HostPlan {
  return {
    ...{ host, pull: false, reloadSysctl: false, units: [] },
    ...{ updates: NO_UPDATES, hasHeld: false, runsWithFile: false, restarts: [process] },
    reasons: [{ code: 'asked-for', unit: process.unit, why }],
  };
}

/** What a broker that gave no answer is to be given, by its files alone: it is asked again then. */
function givenByText(changes: readonly Change[]): readonly SettingGiven[] {
  return changes.flatMap(({ effect }) =>
    effect.kind !== 'dynamic'
      ? []
      : effect.settings.flatMap(({ key, before: current, dynamic }) =>
          dynamic
            ? [{ key, current, wanted: dynamic.value, steps: stepsTo(key, current, dynamic.value) }]
            : [],
        ),
  );
}

const givenReason = ({ key, current, wanted }: SettingGiven): Reason => ({
  code: 'setting-differs',
  ...{ key, wanted },
  ...(current !== undefined && { current }),
});

export const takenBackReason = ({ key, value, forAll }: Override): Reason => ({
  code: 'override-left',
  ...{ key, forAll },
  ...(value !== undefined && { value }),
});

/** Another release than the spec's comes with its archive, in which all processes of the host have their jars. */
function releaseReasons({ spec }: Topology, { release }: HostEvidence): readonly Reason[] {
  if (release === undefined || release === spec.kafkaVersion) return [];
  return [{ code: 'release-differs', found: release, wanted: spec.kafkaVersion }];
}

/** A new archive of Kafka is no file of the host; what the pull says of it, the roll acts on. */
function archiveReasons(
  { report: { archiveWaits, manifestSha256: applied } }: HostState,
  manifest: string | undefined,
): readonly Reason[] {
  if (archiveWaits) return [{ code: 'archive-differs' }];
  if (manifest === undefined || applied === undefined || applied === manifest) return [];
  return [{ code: 'manifest-differs' }];
}

interface Change {
  readonly file: HostFile;
  readonly effect: ChangeEffect;
  readonly isMissing: boolean;
}

/** @param updates of the broker that runs: what it was started with counts, and not what lies there now */
function changeOf(
  file: HostFile,
  { found, contents }: HostState,
  updates: BrokerUpdates | undefined,
): Change | undefined {
  const seen = found.get(file.path);
  if (seen?.sha256 === file.sha256 && seen.mode === file.mode) return undefined;
  const before = seen?.sha256 === file.sha256 ? file.content : contents.get(file.path);
  const byText = changeEffect(before, file.content, file.onChange);
  const isAsked = updates && settingsOf(file.onChange) === 'broker' && before !== undefined;
  const effect = isAsked && updates.atStartOnly.length === 0 ? mildest(byText) : byText;
  return { file, effect, isMissing: seen === undefined };
}

/** A broker that runs with all that it reads at its start is not restarted for what its file said meanwhile. */
function mildest(effect: ChangeEffect): ChangeEffect {
  if (effect.kind !== 'restart') return effect;
  const settings = effect.settings.filter(({ update }) => update === 'dynamic');
  return settings.length > 0 ? { ...effect, kind: 'dynamic', settings } : { kind: 'nothing' };
}

function reasonOf({ file: { path }, effect, isMissing }: Change): Reason {
  return { code: isMissing ? 'file-missing' : 'file-differs', path, effect };
}

interface Seen extends HostEvidence {
  readonly wanted: readonly HostFile[];
  readonly changes: readonly Change[];
  readonly updates: BrokerUpdates;
}

/** Why a process must be started anew; the changes themselves are told apart from it. */
function restartReasons(process: HostProcess, seen: Seen): readonly Reason[] {
  const { name, unit, row } = process;
  const active = seen.state.units.get(name)?.active ?? 'unknown';
  const restarting = seen.changes.some(
    ({ effect }) => effect.kind === 'restart' && effect.role === row.role,
  );
  const older = [...pendingFiles(process, seen), ...pendingIdentity(process, seen)];
  const keys = row.role === 'broker' ? seen.updates.atStartOnly.map(({ key }) => key) : [];
  return [
    ...(['inactive', 'failed'].includes(active)
      ? [{ code: 'process-down', unit, active } as const]
      : []),
    ...(restarting ? [{ code: 'files-changed', unit } as const] : []),
    ...(!restarting && older.length > 0
      ? [{ code: 'process-older', unit, paths: older, keys } as const]
      : []),
  ];
}

/** Files that are on the host as wanted, but were not when the process started: a roll broke off. */
function pendingFiles(process: HostProcess, seen: Seen): readonly string[] {
  const { broker, updates } = seen;
  const runsWith = ({ onChange }: HostFile) => {
    // The broker itself says what it was started with, save for what it hides.
    if (!broker || settingsOf(onChange) !== 'broker') return false;
    return updates.atStartOnly.length === 0 && broker.running.hidden.length === 0;
  };
  const files = olderFiles(process, seen).filter((file) => !runsWith(file));
  const byItself =
    process.row.role === 'broker' && updates.atStartOnly.length > 0
      ? seen.wanted.filter(({ onChange }) => settingsOf(onChange) === 'broker')
      : [];
  return [...new Set([...files, ...byItself].map(({ path }) => path))];
}

/** Files of its certificate that are newer than what it runs with: taking them in has failed, or broke off. */
function pendingIdentity(
  { unit, paths }: HostProcess,
  { state: { report, found, identities } }: Seen,
): readonly string[] {
  const startedWith = report.startedWith.get(unit);
  if (!startedWith || identities.length === 0) return [];
  return identityPaths(identityFiles(paths)).filter((path) => {
    const [before, now] = [startedWith.get(path), found.get(path)?.sha256];
    return before !== undefined && now !== undefined && before !== now;
  });
}

/** Those of a process that its note calls older than what is wanted. */
function olderFiles(
  { unit, row }: HostProcess,
  { wanted, changes, state }: Seen,
): readonly HostFile[] {
  const startedWith = state.report.startedWith.get(unit);
  if (!startedWith) return [];
  // With it comes a note that the process runs as well with the file as it then is.
  const needsNothing = ({ path }: HostFile) =>
    changes.some(
      ({ file, effect }) =>
        file.path === path && (effect.kind === 'nothing' || effect.kind === 'dynamic'),
    ) && startedWith.get(path) === state.found.get(path)?.sha256;
  return wanted
    .filter(({ onChange }) => startedWithIt(onChange) === row.role)
    .filter(({ path, sha256 }) => startedWith.has(path) && startedWith.get(path) !== sha256)
    .filter((file) => !needsNothing(file));
}

/** Whether the host's note calls the broker's settings older, though it runs with them or is given them. */
function runsWithNewer(processes: readonly HostProcess[], seen: Seen): boolean {
  const isDynamic = seen.changes.some(({ effect }) => effect.kind === 'dynamic');
  const older = processes
    .filter(({ row }) => row.role === 'broker')
    .flatMap((process) => olderFiles(process, seen));
  return isDynamic || older.some(({ onChange }) => settingsOf(onChange) === 'broker');
}
