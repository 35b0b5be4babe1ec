import type { Brokers } from '../cluster-access/ask-brokers';
import type { ClientStep } from '../health/clients/client-steps';
import { newPassword, type SecretStore } from '../secrets/secret-store';
import { giveAcls, takeAcls } from './acls';
import { passwordName } from './password-name';
import { makeUser, removeUser } from './users';

/** Does one step. What was done already, by a run that was killed, is no error. */
export async function applyClientStep(
  brokers: Brokers,
  secrets: SecretStore,
  step: ClientStep,
): Promise<void> {
  switch (step.kind) {
    case 'make-user':
    case 'same-password': {
      // Kept first: a password that nobody has would be worth nothing.
      const password = await secrets.keep(passwordName(step.user), newPassword());
      return await makeUser(brokers, { name: step.user, password });
    }
    case 'new-password': {
      const password = newPassword();
      // Killed behind this, the brokers still know the old one: the next look finds that.
      await secrets.replace(passwordName(step.user), password);
      return await makeUser(brokers, { name: step.user, password });
    }
    case 'remove-user':
      await removeUser(brokers, step.user);
      return await secrets.remove(passwordName(step.user));
    case 'grant':
    case 'deny':
      return await giveAcls(brokers, [step.acl]);
    case 'withdraw':
    case 'lift':
      return await takeAcls(brokers, [step.acl]);
  }
}
