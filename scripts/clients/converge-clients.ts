import { formatProblem, UserError } from '../../cluster/errors';
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
  return planClients(topology.spec, { ...found, passwords, rotated });
}

/** @throws UserError that lists the clients */
function requireClients({ topology: { spec }, rotated = [] }: ClientsLook): void {
  const names = spec.clients.filter(({ certificate }) => !certificate).map(({ name }) => name);
  const unknown = rotated.filter((name) => !names.includes(name));
  if (unknown.length === 0) return;
  const there =
    names.length === 0 ? 'The spec has none' : `The spec has ${names.join(', ')}: name one`;
  const problems = unknown.map((value) => ({
    ...{
      path: '--rotate-password',
      rule: 'name a client of the spec with a password',
      value,
      remedy: there,
    },
  }));
  throw new UserError(problems.map(formatProblem).join('\n'));
}

/** Whether nothing differs from the spec. */
export function isAsGranted({ steps, problems }: ClientPlan): boolean {
  return steps.length + problems.length === 0;
}
