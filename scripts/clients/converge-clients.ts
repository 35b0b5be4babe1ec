import { formatProblem, UserError, type Problem } from '../../cluster/errors';
import { ALONE } from '../changing/alone';
import type { ClusterChange } from '../changing/cluster-change';
import { lookAfterwards } from '../changing/look-afterwards';
import { controllerOf, type Brokers } from '../cluster-access/ask-brokers';
import { askForUser } from '../cluster-access/ask-for-user';
import { describeClientStep, subjectOfClientStep } from '../health/clients/client-steps';
import { readFoundClients } from '../health/clients/found-clients';
import { planClients, type ClientPlan } from '../health/clients/plan-clients';
import { applyClientStep } from './apply-client-step';
import { readPasswordStates, type SecuredCluster } from './stored-passwords';

export interface ClientsLook extends SecuredCluster {
  /** Clients of the spec that are to get another password. @default - none */
  readonly rotated?: readonly string[];
  /** Clients of the spec from whom everything is to be taken. @default - none */
  readonly revoked?: readonly string[];
  /** Clients of the spec that were revoked, and are to be let in again. @default - none */
  readonly reinstated?: readonly string[];
}

export interface ClientsChange extends ClientsLook {
  readonly say: (text: string) => void;
  /** The change that it is part of. @default - nobody else changes the cluster */
  readonly change?: Pick<ClusterChange, 'confirm' | 'step'>;
}

/**
 * Looks, and compares with the spec; nothing is done.
 *
 * @throws UserError where Kafka gives no answer, or a client that is named is not in the spec
 */
export async function lookAtClients(look: ClientsLook): Promise<ClientPlan> {
  requireClients(look);
  return await askForUser(look, (brokers) => lookWith(brokers, look));
}

/**
 * Brings the clients of the spec to the cluster, a step at a time, and looks again: who is in the spec may do
 * what it grants, and nobody else may do anything.
 *
 * @returns what differs still
 * @throws UserError where Kafka gives no answer, or refuses something
 */
export async function convergeClients(change: ClientsChange): Promise<ClientPlan> {
  requireClients(change);
  const { secrets, signal, say, change: { confirm, step: record } = ALONE } = change;
  return await askForUser(change, async (brokers) => {
    for (const step of (await lookWith(brokers, change)).steps) {
      signal.throwIfAborted();
      const what = `${subjectOfClientStep(step)}: ${describeClientStep(step)}`;
      say(what);
      await confirm();
      await record({ what }, () => applyClientStep(brokers, secrets, step));
    }
    return await lookAfterwards(() => lookWith(brokers, { ...change, rotated: [] }), signal);
  });
}

async function lookWith(brokers: Brokers, look: ClientsLook): Promise<ClientPlan> {
  const [found, passwords] = await Promise.all([
    controllerOf(brokers).then(readFoundClients),
    readPasswordStates(look),
  ]);
  const { topology, rotated = [] } = look;
  const usersOf = (names: readonly string[] = []) =>
    topology.spec.clients.filter(({ name }) => names.includes(name)).map(({ user }) => user);
  const asked = { revoked: usersOf(look.revoked), reinstated: usersOf(look.reinstated) };
  return planClients(topology.spec, { ...found, ...asked, passwords, rotated });
}

/** @throws UserError that lists the clients */
function requireClients({ topology: { spec }, ...asked }: ClientsLook): void {
  const all = spec.clients.map(({ name }) => name);
  const loggingIn = spec.clients.filter(({ certificate }) => !certificate).map(({ name }) => name);
  const problems = [
    ...unknown('--rotate-password', asked.rotated, loggingIn, ' with a password'),
    ...unknown('--revoke', asked.revoked, all),
    ...unknown('--reinstate', asked.reinstated, all),
  ];
  if (problems.length > 0) throw new UserError(problems.map(formatProblem).join('\n'));
}

function unknown(
  path: string,
  named: readonly string[] = [],
  names: readonly string[],
  which = '',
): readonly Problem[] {
  const there =
    names.length === 0 ? 'The spec has none' : `The spec has ${names.join(', ')}: name one`;
  const rule = `name a client of the spec${which}`;
  return named
    .filter((name) => !names.includes(name))
    .map((value) => ({ path, rule, value, remedy: there }));
}

/** Whether nothing differs from the spec. */
export function isAsGranted({ steps, problems }: ClientPlan): boolean {
  return steps.length + problems.length === 0;
}
