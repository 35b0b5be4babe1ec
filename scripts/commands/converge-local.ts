import { UserError } from '../../cluster/errors';
import { RUN_PROGRAM } from '../../cluster/program';
import type { KafkaClusterSpec } from '../../cluster/spec';
import type { NewAuthority } from '../certificates/look-at-certificates';
import {
  certifiedLocally,
  localAccess,
  runningLocal,
  type LocalAccess,
} from '../local/local-access';
import type { LocalWay } from '../local/local-way';
import type { SecurityStep } from '../securing/plan-security';
import { print } from '../terminal/print';
import { bringCertificates } from './bring-certificates';
import { confirm } from './confirm';
import { lockOptions, type LockCommandOptions } from './lock-options';
import { securityWords } from './shared-options';
import { tellIfUnwell } from './tell-if-unwell';
import { gatePatience, type WaitingOptions } from './waiting-options';

export interface ConvergeLocalOptions extends LockCommandOptions, WaitingOptions {
  readonly name?: string;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly newAuthority?: NewAuthority;
  readonly allowDataLoss?: readonly string[];
  readonly cutOff?: true;
  readonly toPlaintext?: true;
}

/** What a local cluster is brought to. */
export interface WantedLocally {
  /** @default - the spec that it has */
  readonly spec?: KafkaClusterSpec | undefined;
  /** Where it was read from. */
  readonly specFile?: string | undefined;
}

interface Converging extends ConvergeLocalOptions {
  readonly signal: AbortSignal;
  readonly local: LocalAccess;
  readonly way: LocalWay;
}

/**
 * Brings a running local cluster to a spec: its security in stages, then certificates, files and settings, topics
 * and clients, each as on deployed hosts.
 *
 * @returns the exit code
 */
export async function convergeLocal(
  options: ConvergeLocalOptions,
  { spec, specFile }: WantedLocally,
  signal: AbortSignal,
): Promise<number> {
  const { dryRun } = options;
  const local = runningLocal(options.name ?? spec?.clusterName);
  const { folder, name } = local;
  const { localWay } = await import('../local/local-way.js');
  const asked = [...(specFile ? [specFile] : []), '--name', name, ...securityWords(options)];
  const words = [RUN_PROGRAM, 'converge', ...asked];
  const patience = gatePatience(options);
  const way = localWay({ folder, spec, patience, signal, say: print, resume: words.join(' ') });
  const converging: Converging = { ...options, signal, local, way };
  const security = await convergeSecurity(converging);
  // What comes then can't be asked about at ports that are not there yet.
  if (security.isOpen && dryRun) return 1;
  const files = await convergeFiles({ ...converging, ...(security.isOpen && { yes: true }) });
  if (!dryRun) {
    await settleEntries(converging, security.steps);
    way.onStage?.(way.target);
  }
  const live = way.at(way.target);
  const access = { ...localAccess(name), topology: live.topology, reach: live.reach };
  const { bringTopics } = await import('./bring-topics.js');
  const topics = await bringTopics(access, { ...options, command: 'converge', signal });
  const clients = await convergeClients(access, converging);
  return Math.max(files, topics, clients, await tellIfUnwell(live, { dryRun, signal }));
}

interface SecurityFound {
  /** The way from what was found to what the spec asks for. */
  readonly steps: readonly SecurityStep[];
  /** Whether the cluster had, or with `--dry-run` has, another security than the spec's. */
  readonly isOpen: boolean;
}

async function convergeSecurity(converging: Converging): Promise<SecurityFound> {
  const { way, signal, dryRun, cutOff = false, toPlaintext = false } = converging;
  const [
    { SIDE_STAGES },
    { bringSecurity },
    planning,
    { readOpenDoors },
    { stageOf },
    { renderSecurity },
    { staysSecured },
  ] = await Promise.all([
    import('../securing/at-rest.js'),
    import('../securing/bring-security.js'),
    import('../securing/plan-security.js'),
    import('../securing/open-doors.js'),
    import('../securing/stages.js'),
    import('../securing/render-security.js'),
    import('../securing/require-way-to-security.js'),
  ]);
  const topology = way.topologyAt(way.target);
  const side = planning.sideOf(await readOpenDoors({ topology, ...way }, signal));
  const target = stageOf(way.target);
  const steps = planning.planSecurity(side, target);
  if (SIDE_STAGES[side] === target) return { steps, isOpen: false };
  print(renderSecurity(steps, { side, target }));
  if (planning.givesUpSecurity(side, target) && !toPlaintext) throw staysSecured();
  if (!dryRun) {
    await confirm('converge', converging);
    const change = { command: 'converge', signal, ...lockOptions(converging) };
    await bringSecurity({ way, steps, cutsOff: cutOff, change, say: print });
  }
  return { steps, isOpen: true };
}

/** One for authorities that are to be trusted, and one for a process that did not take something in. */
const MOST_ROUNDS = 2;

/** Certificates, and then files and settings, in one roll. @returns the exit code */
async function convergeFiles(converging: Converging, rounds = 0): Promise<number> {
  const { way, local, signal, dryRun, yes } = converging;
  const { topology, reach } = way.at(way.target);
  const certified = await certifiedLocally({ ...local, topology, reach });
  const asked = { ...converging, hosts: topology.hosts, command: 'converge', yes };
  const { hadWork, toRestart } = await bringCertificates(certified, asked);
  if (toRestart.length > 0 && rounds === MOST_ROUNDS) {
    const names = toRestart.map(({ host, process }) => `${host.name}, ${process.row.title}`);
    throw new UserError(
      `${names.join('; ')}: must know another authority after a restart. Look at their logs.`,
    );
  }
  const [{ hasWork, reasonLines, renderPlan }, { withClusterChange }] = await Promise.all([
    import('../rolling/plan-convergence.js'),
    import('../changing/with-cluster-change.js'),
  ]);
  const plan = await way.planFiles(way.target);
  print(renderPlan(plan));
  if (dryRun) return hadWork || hasWork(plan) ? 1 : 0;
  if (hasWork(plan)) {
    await confirm('converge', converging);
    const why = reasonLines(plan);
    const lock = lockOptions(converging);
    const change = { command: 'converge', why, signal, onProgress: print, ...lock };
    await withClusterChange(way.at(way.target), change, (held) => way.roll(way.target, held));
    print(`'${local.name}': every host has its files, and runs with them.`);
  }
  if (toRestart.length === 0) return 0;
  // What was restarted knows another authority now, and may get its certificate.
  return await convergeFiles({ ...converging, yes: true }, rounds + 1);
}

/** A run that broke off behind the last roll may have left them for everyone. */
async function settleEntries(
  { way, signal, ...options }: Converging,
  steps: readonly SecurityStep[],
): Promise<void> {
  const entries = steps.filter(({ kind }) => kind === 'entries');
  if (entries.length === 0) return;
  const { bringSecurity } = await import('../securing/bring-security.js');
  const change = { command: 'converge', signal, ...lockOptions(options) };
  await bringSecurity({ way, steps: entries, cutsOff: false, change, say: print });
}

async function convergeClients(access: LocalAccess, options: Converging): Promise<number> {
  if (access.topology.spec.security.kind === 'plaintext') return 0;
  const { bringClients } = await import('./bring-clients.js');
  const code = await bringClients(access, { ...options, command: 'converge' });
  if (!options.dryRun) await access.onClients();
  return code;
}
