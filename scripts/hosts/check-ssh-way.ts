import { connectBastion } from './ssh-connect';
import { loginKeys } from './ssh-keys';
import type { SshShellsOptions } from './ssh-shells';

/**
 * What can be known of the way to the hosts before there is any of them: that there are keys to show
 * to them, and that the bastion lets in.
 *
 * @throws HostError that says what is missing
 */
export async function checkSshWay({
  inventory,
  settings,
  knownHosts,
}: SshShellsOptions): Promise<void> {
  const [first] = inventory.hosts;
  if (!first) return;
  await loginKeys(first.name, first.sshUser, settings);
  if (settings.bastion) (await connectBastion(settings, first.sshUser, knownHosts)).end();
}
