import { formatProblem, UserError } from '../../cluster/errors';
import type { SecurityKind, SecuritySpec } from '../../cluster/security';
import type { Topology } from '../../cluster/topology';
import type { ChangedCluster, ClusterChange } from '../changing/cluster-change';
import { withClusterChange, type ChangeOptions } from '../changing/with-cluster-change';
import { withCoordination } from '../changing/with-coordination';
import type { EntriesFor } from '../coordination/coordination';
import { findCallers, renderCallers } from './callers';
import { areForMembers, convertEntries } from './convert-entries';
import type { SecurityStep } from './plan-security';
import type { SocketsWay } from './sockets-way';
import { securityAt, STAGE_WORDS, type Stage } from './stages';

/** A cluster whose security is changed, and how that is done on its kind of hosts. */
export interface SecuredWay extends SocketsWay {
  /** What the spec asks for. */
  readonly target: SecuritySpec;
  /** The cluster as the files of a stage make it. */
  readonly topologyAt: (security: SecuritySpec) => Topology;
  /** The same, and the way to it with what is shown there: once there are certificates. */
  readonly at: (security: SecuritySpec) => ChangedCluster;
  /** Gives a key and a certificate to each process that has none. */
  readonly certify: () => Promise<void>;
  /** What a roll to the files of a stage would do, a line each; none where every process runs with them. */
  readonly planRoll: (security: SecuritySpec) => Promise<readonly string[]>;
  /** Brings these files, host by host, behind gates. */
  readonly roll: (security: SecuritySpec, change: ClusterChange) => Promise<void>;
  /** What differs from the clients of the spec, a line each. */
  readonly planClients: (cluster: ChangedCluster) => Promise<readonly string[]>;
  readonly bringClients: (cluster: ChangedCluster, change: ClusterChange) => Promise<void>;
  /** Told when every process is at a stage. */
  readonly onStage?: (security: SecuritySpec) => void;
}

export interface SecurityChange {
  readonly way: SecuredWay;
  readonly steps: readonly SecurityStep[];
  /** Whether ports are closed that somebody still uses. */
  readonly cutsOff: boolean;
  /** Of the changes, each with the lock and in the history. */
  readonly change: Omit<ChangeOptions, 'why' | 'onProgress'>;
  readonly say: (text: string) => void;
}

/**
 * Takes the steps one after another. Each is a change of its own, and asks at ports that are open before it
 * and after it.
 *
 * @throws UserError where somebody still uses the ports that come to be closed
 */
export async function bringSecurity(options: SecurityChange): Promise<void> {
  for (const step of options.steps) await takeStep(options, step);
}

/**
 * Whether nothing is left to do. Only at rest, where the way has but the roll that the cluster is at the end of,
 * can that be so.
 */
export async function isBrought(
  way: SecuredWay,
  steps: readonly SecurityStep[],
  signal: AbortSignal,
): Promise<boolean> {
  const rolls = steps.filter((step) => step.kind === 'roll');
  const [last] = rolls.slice(-1);
  if (rolls.length > 1 || !last || steps.some(({ kind }) => kind === 'callers')) return false;
  const security = securityAt(last.to, way.target);
  if ((await way.planRoll(security)).length > 0) return false;
  const cluster = way.at(security);
  if (last.to === 'closed' && !(await withCoordination(cluster, { signal }, areForMembers))) {
    return false;
  }
  return last.to === 'plain' || (await way.planClients(cluster)).length === 0;
}

async function takeStep(options: SecurityChange, step: SecurityStep): Promise<void> {
  const { way } = options;
  switch (step.kind) {
    case 'certify':
      return await way.certify();
    case 'roll':
      return await rollTo(options, step.to);
    case 'clients':
      return await bringClients(options, step.at);
    case 'callers':
      return await requireNobody(options, step.at);
    case 'entries':
      return await giveEntries(options, step.for);
  }
}

async function rollTo({ way, change, say }: SecurityChange, stage: Stage): Promise<void> {
  const security = securityAt(stage, way.target);
  const why = await way.planRoll(security);
  if (why.length > 0) {
    say(`Next: ${STAGE_WORDS[stage]}.`);
    const options = {
      ...change,
      why: [`security: ${STAGE_WORDS[stage]}`, ...why],
      onProgress: say,
    };
    await withClusterChange(way.at(security), options, (done) => way.roll(security, done));
  }
  way.onStage?.(security);
}

async function bringClients({ way, change, say }: SecurityChange, stage: Stage): Promise<void> {
  const cluster = way.at(securityAt(stage, way.target));
  const why = await way.planClients(cluster);
  if (why.length === 0) return;
  await withClusterChange(cluster, { ...change, why, onProgress: say }, (done) =>
    way.bringClients(cluster, done),
  );
}

/** Those who are connected would be cut off. */
async function requireNobody(options: SecurityChange, kind: SecurityKind): Promise<void> {
  const { way, change, cutsOff, say } = options;
  const topology = way.topologyAt(way.target);
  const { signal } = change;
  const callers = await findCallers({ topology, kind, signal, readSockets: way.readSockets });
  const [which, other] = kind === 'tls' ? ['with', 'without'] : ['without', 'with'];
  if (callers.length === 0) return say(`Nobody is connected to the ports ${which} TLS.`);
  const lines = renderCallers(callers).map((line) => `  - ${line}`);
  if (cutsOff) return say([`Cut off, at the ports ${which} TLS:`, ...lines].join('\n'));
  const problem = {
    path: `The ports ${which} TLS`,
    rule: 'have nobody connected before they are closed',
    value: `${new Set(callers.map(({ from }) => from)).size} addresses`,
    remedy: `Move these to the ports ${other} TLS and run the command again, or cut them off with --cut-off`,
  };
  const done = `Until then the cluster stays as it is now: ${STAGE_WORDS[kind === 'tls' ? 'opened' : 'moved']}.`;
  throw new StillUsedError([formatProblem(problem), ...lines, done].join('\n'));
}

/** Ports can't be closed yet. */
export class StillUsedError extends UserError {
  override readonly name = 'StillUsedError';
  override readonly exitCode = 1;
}

async function giveEntries({ way, change, say }: SecurityChange, whose: EntriesFor): Promise<void> {
  const { signal } = change;
  const cluster = way.at(securityAt(whose === 'everyone' ? 'moved' : 'closed', way.target));
  const isDone =
    whose === 'own-name' && (await withCoordination(cluster, { signal }, areForMembers));
  if (isDone) return;
  const whom = whose === 'everyone' ? 'everyone' : 'its members alone';
  const what = `ZooKeeper's entries of the cluster: for ${whom}`;
  await withClusterChange(cluster, { ...change, why: [what], onProgress: say }, (done) =>
    done.step({ what }, async () => {
      const found = await withCoordination(cluster, { signal: done.signal }, (coordination) =>
        convertEntries(coordination, whose),
      );
      say(`${what}, ${found} of them`);
    }),
  );
}
