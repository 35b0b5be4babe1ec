import { settingsOf } from '../../cluster/changes/change-effect';
import { describeReason } from '../../cluster/changes/reasons';
import type { Problem } from '../../cluster/errors';
import { renderHost } from '../../cluster/host-files';
import { processesOf, type HostProcess } from '../../cluster/processes/host-process';
import type { BrokerHost, Host, Topology } from '../../cluster/topology';
import { asService } from '../hosts/command-words';
import { HostError } from '../hosts/host-error';
import type { HostShell } from '../hosts/host-shell';
import { commandFailed, runOrThrow } from '../hosts/run-or-throw';
import type { ClusterChange } from '../changing/cluster-change';
import { judgeFiles } from '../health/host/judge-files';
import { readFoundFiles } from '../health/host/files-on-host';
import type { HostPlan } from './host-plan';
import { HOST_PROGRAM } from '../../cluster/host-files/host-program';
import type { LiveCluster } from '../health/deployed-cluster';
import { readUnit } from '../health/host/units';
import { holdBack } from './hold-back';
import { rightBeforeStop, type StopApproach } from './right-before-stop';
import { describePause, measurePause } from './measure-pause';
import type { ProbeKeeper } from './probe-keeper';
import type { WriteProbe } from '../probing/write-probe';
import { describeGiven, giveSettings } from './give-settings';
import { hasUpdates, type BrokerUpdates } from '../health/settings/plan-updates';
import { withBrokers } from '../cluster-access/with-brokers';
import { watchOthers } from './watch-others';

/** A download of the archive is part of it. */
const PULL_LIMIT_MS = 900_000;
/** An orderly stop of a broker with many segments takes minutes: TimeoutStopSec=300, twice. */
const RESTART_LIMIT_MS = 660_000;
/** So often systemd may start a process again before we say that it never will come up. */
const RESTARTS_TOLERATED = 2;
const LOG_LINES = 6;
const WARM_UP_LIMIT_MS = 3_000;

/** What a roll goes through, and how it is told of. */
export interface HostRoll extends Omit<StopApproach, 'probe'> {
  readonly cluster: Omit<LiveCluster, 'judgeHosts'>;
  readonly change: ClusterChange;
  /** @default - nothing is written to see how long that takes */
  readonly probes?: Pick<ProbeKeeper, 'probe'>;
  /** Whether a gate that lets nothing pass was open just now. @default false */
  readonly isWell?: boolean;
  /** What the hosts' bucket has, where that is for a later roll. @default - what the topology says */
  readonly deployed?: Topology;
}

/**
 * Does what one host needs.
 *
 * @returns whether it ended with a gate that let nothing pass
 */
export async function rollHost(roll: HostRoll, plan: HostPlan): Promise<boolean> {
  if (plan.restarts.length === 0) return await rollAlive(roll, plan);
  await rollByRestart(roll, plan);
  return true;
}

/**
 * Settings before files: one that Kafka refuses leaves the host as it was, so that a broker which crashes
 * later doesn't start with it.
 */
async function rollAlive(roll: HostRoll, plan: HostPlan): Promise<boolean> {
  const { cluster } = roll;
  const shell = cluster.shells.of(plan.host.name);
  if (hasUpdates(plan.updates)) await update(roll, plan.host, plan.updates);
  const archiveWaits = plan.pull && (await pull(roll, plan, shell));
  await reload(plan, shell);
  if (archiveWaits) await restartForArchive(roll, plan, shell);
  else if (plan.runsWithFile) await noteRunsWith(cluster.topology, plan.host, shell);
  return archiveWaits;
}

/** Files first, then a process at a time, with a gate before and after each. */
async function rollByRestart(roll: HostRoll, plan: HostPlan): Promise<void> {
  const shell = roll.cluster.shells.of(plan.host.name);
  if (!roll.isWell) await gateBefore(roll, plan.host);
  const archiveWaits = plan.pull && (await pull(roll, plan, shell));
  await reload(plan, shell);
  if (archiveWaits) await restartForArchive(roll, plan, shell);
  else await restartAll(roll, plan, { shell, areDown: false });
}

async function gateBefore(
  { cluster, change, onProgress }: HostRoll,
  { name }: Host,
): Promise<void> {
  onProgress?.(`${name}: waiting for the gate`);
  await cluster.gate({ signal: change.signal, apartFrom: name });
}

async function reload({ reloadSysctl, units }: HostPlan, shell: HostShell): Promise<void> {
  if (reloadSysctl) await runOrThrow(shell, ['sysctl', '--quiet', '--system']);
  for (const unit of units) await runOrThrow(shell, ['systemctl', 'restart', unit]);
}

async function restartForArchive(roll: HostRoll, plan: HostPlan, shell: HostShell): Promise<void> {
  const { host } = plan;
  const restarts = processesOf(roll.cluster.topology, host);
  await gateBefore(roll, host);
  const approach = await approachOf(roll);
  await rightBeforeStop(approach, host);
  const what = 'stop for a new archive of Kafka';
  const pause = await roll.change.step({ host: host.name, what }, (facts) =>
    measurePause({ ...approach, host, facts }, () =>
      watchOthers(approach, host, () => changeArchive(shell, restarts)),
    ),
  );
  roll.onProgress?.(`${host.name}: is stopped and has its new jars${describePause(pause)}`);
  await restartAll(roll, { ...plan, restarts }, { shell, areDown: true });
}

interface RestartedHost {
  readonly shell: HostShell;
  /** Whether its processes are stopped already. */
  readonly areDown: boolean;
}

async function restartAll(
  roll: HostRoll,
  { host, restarts, reasons }: HostPlan,
  { shell, areDown }: RestartedHost,
): Promise<void> {
  const { cluster, change } = roll;
  const { signal } = change;
  const say = (text: string) => roll.onProgress?.(`${host.name}: ${text}`);
  const why = reasons.map(describeReason).join('; ');
  const isDown = (process: HostProcess | undefined) =>
    process !== undefined &&
    (areDown || reasons.some((each) => each.code === 'process-down' && each.unit === process.unit));
  for (const [index, process] of restarts.entries()) {
    const { unit } = process;
    // Else systemd may go on counting how often it started what is mended now. A unit that was stopped it
    // has forgotten, count and all, and calls that an error.
    await shell.run(['systemctl', 'reset-failed', unit]);
    const approach = await approachOf(roll);
    if (!areDown) await rightBeforeStop(approach, host);
    say(`restarting ${unit}`);
    const step = { host: host.name, what: `restart ${unit}`, why };
    const pause = await change.step(step, (facts) =>
      measurePause({ ...approach, host, facts }, async () => {
        await watchOthers(approach, host, () =>
          runOrThrow(shell, ['systemctl', 'restart', unit], { limitMs: RESTART_LIMIT_MS }),
        );
        // While the next one is down as well, nothing can be well.
        if (isDown(restarts[index + 1])) return;
        const hopeless = () => anyNeverComesUp(shell, host, restarts);
        const gate = cluster.gate({ signal, restarted: host.name, hopeless, tellsNotes: false });
        if (process.row.role === 'broker') await warmUpBehind(gate, approach, host);
        else await gate;
      }),
    );
    say(`${unit} is back${describePause(pause)}`);
  }
}

/** With the probe of this moment. */
async function approachOf(roll: HostRoll) {
  return { ...roll, probe: await roll.probes?.probe() };
}

/** A broker is readied to lead while one waits to see that all is well. */
async function warmUpBehind(
  gate: Promise<unknown>,
  { probe, change }: Pick<StopApproach, 'change'> & { readonly probe: WriteProbe | undefined },
  host: Host,
): Promise<void> {
  if (!probe || !host.broker) return void (await gate);
  const over = new AbortController();
  const both = AbortSignal.any([change.signal, over.signal]);
  const warm = probe.warmUp(host as BrokerHost, both);
  // What is not ready soon after the gate is open is left.
  const limited = gate.finally(() => setTimeout(() => over.abort(), WARM_UP_LIMIT_MS).unref());
  await Promise.all([limited, warm]);
}

async function update(roll: HostRoll, host: Host, updates: BrokerUpdates): Promise<void> {
  const { change, cluster } = roll;
  const { signal } = change;
  await change.confirm();
  const what = describeGiven(updates);
  await change.step({ host: host.name, what }, () =>
    withBrokers({ ...cluster, signal }, (brokers) =>
      giveSettings({ brokers, signal }, host as BrokerHost, updates),
    ),
  );
  roll.onProgress?.(`${host.name}: ${what}`);
}

/** A broker that was given what its file says runs with it as if it had been started so. */
async function noteRunsWith(topology: Topology, host: Host, shell: HostShell): Promise<void> {
  const { unit } = processesOf(topology, host).find(({ row }) => row.role === 'broker')!;
  const files = renderHost(topology, host);
  const { path } = files.find(({ onChange }) => settingsOf(onChange) === 'broker')!;
  const argv = [HOST_PROGRAM, 'runs-with', unit, path];
  const result = await shell.run(argv);
  // A host whose program is older keeps its note, and the broker's own word counts.
  if (result.code !== 0 && !result.stderr.startsWith('usage:')) {
    throw commandFailed(host.name, argv, result);
  }
}

/** @returns whether a new archive waits for the processes to be stopped */
async function pull(roll: HostRoll, plan: HostPlan, shell: HostShell): Promise<boolean> {
  const { host } = plan;
  const isHeld = await holdBack(roll, plan, shell);
  let stdout = await runOrThrow(shell, [HOST_PROGRAM, 'pull'], { limitMs: PULL_LIMIT_MS });
  if (!isHeld) {
    // With this pull came a program that can.
    await holdBack(roll, plan, shell);
    stdout += await runOrThrow(shell, [HOST_PROGRAM, 'pull'], { limitMs: PULL_LIMIT_MS });
  }
  const changed = [...stdout.matchAll(/^changed \S+ (.+)$/gm)].map(([, path]) => path);
  roll.onProgress?.(`${host.name}: fetched ${changed.join(', ') || 'no newer file'}`);
  const wanted = renderHost(roll.cluster.topology, host);
  const found = await readFoundFiles(
    shell,
    wanted.map(({ path }) => path),
  );
  const [problem] = judgeFiles(host.name, wanted, found);
  if (problem) throw new HostError('command', { ...problem, remedy: OTHER_BUCKET });
  return /^waiting broker-restart /m.test(stdout);
}

const OTHER_BUCKET =
  'The bucket holds files of another spec or release: deploy, or use the release that deployed';

/** Jars under a running process must stay, so that the archive changes while none runs. */
async function changeArchive(shell: HostShell, processes: readonly HostProcess[]): Promise<void> {
  const units = processes.map(({ unit }) => unit).reverse();
  for (const unit of units) {
    await runOrThrow(shell, ['systemctl', 'stop', unit], { limitMs: RESTART_LIMIT_MS });
  }
  await runOrThrow(shell, [HOST_PROGRAM, 'use-archive'], { limitMs: PULL_LIMIT_MS });
}

/** The first process of these that won't, where there is one. */
async function anyNeverComesUp(
  shell: HostShell,
  host: Host,
  processes: readonly HostProcess[],
): Promise<Problem | undefined> {
  const found = await Promise.all(processes.map((each) => neverComesUp(shell, host, each)));
  return found.find((problem) => problem !== undefined);
}

/** A process that ends again and again, with the lines that say why. */
async function neverComesUp(
  shell: HostShell,
  host: Host,
  { name, unit, ownLog }: HostProcess,
): Promise<Problem | undefined> {
  // A host that can't be asked for a moment is no reason to give up.
  const state = await readUnit(shell, unit).catch(() => undefined);
  if (!state || (state.active !== 'failed' && state.restarts <= RESTARTS_TOLERATED))
    return undefined;
  const script = `grep -hE ' (ERROR|FATAL) |Exception' "$1" | tail -n ${LOG_LINES}`;
  const lines = await shell
    .run(asService(name, ['sh', '-c', script, 'sh', ownLog]))
    .catch(() => ({ stdout: '' }));
  return {
    path: `${host.name}, ${unit}`,
    rule: 'stay up with its new files',
    value: `${state.active}, started again ${state.restarts} times: ${printable(lines.stdout)}`,
    remedy: `Look at ${ownLog} there`,
  };
}

/** What a service logs may be meant for a terminal's control sequences. */
function printable(text: string): string {
  return text.replace(/[^\P{C}\n]/gu, ' ').trim();
}
