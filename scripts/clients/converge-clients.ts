import type { Topology } from '../../cluster/topology';
import type { Brokers } from '../cluster-access/ask-brokers';
import type { Reach } from '../cluster-access/reach';
import { withBrokers } from '../cluster-access/with-brokers';
import { newPassword, type SecretStore } from '../secrets/secret-store';
import { giveAcls, takeAcls } from './acls';
import { readFoundClients } from './found-clients';
import { describeClientStep, planClients, type ClientStep } from './plan-clients';
import { passwordName } from './password-name';
import { makeUser, removeUser } from './users';

/** The clients of a secured cluster, and where their passwords are kept. */
export interface ClientsChange {
  readonly topology: Topology;
  readonly reach: Reach;
  readonly secrets: SecretStore;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
}

/**
 * Brings the clients of the spec to the cluster, a step at a time: who is in the spec may do what it grants,
 * and nobody else may do anything.
 *
 * @returns what was done
 */
export async function convergeClients(change: ClientsChange): Promise<readonly ClientStep[]> {
  return await withBrokers(change, async (brokers) => {
    const { topology, secrets, signal } = change;
    const steps = await lookAtClients(brokers, { topology, secrets });
    for (const step of steps) {
      signal.throwIfAborted();
      change.say(describeClientStep(step));
      await doStep(brokers, step, secrets);
    }
    return steps;
  });
}

/** What there is to do; nothing is done. */
export async function lookAtClients(
  brokers: Brokers,
  { topology, secrets }: Pick<ClientsChange, 'topology' | 'secrets'>,
): Promise<readonly ClientStep[]> {
  const { clients } = topology.spec;
  const kept = await Promise.all(
    clients.map(async ({ name }) => ((await secrets.read(passwordName(name))) ? [name] : [])),
  );
  const withPassword = new Set(kept.flat());
  return planClients(clients, { ...(await readFoundClients(brokers)), withPassword });
}

async function doStep(brokers: Brokers, step: ClientStep, secrets: SecretStore): Promise<void> {
  switch (step.kind) {
    case 'make-user': {
      // Kept first: a password that nobody has would be worth nothing.
      const password = await secrets.keep(passwordName(step.user), newPassword());
      return await makeUser(brokers, { name: step.user, password });
    }
    case 'remove-user':
      await removeUser(brokers, step.user);
      return await secrets.remove(passwordName(step.user));
    case 'grant':
      return await giveAcls(brokers, [step.acl]);
    case 'withdraw':
      return await takeAcls(brokers, [step.acl]);
  }
}
