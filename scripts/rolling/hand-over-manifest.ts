import { dirname } from 'node:path/posix';
import type { HostShell } from '../hosts/host-shell';
import { runWell } from '../hosts/run-well';

/** Where a host looks which manifest it may take. */
const VOUCHED = '/etc/cdktf-kafka/manifest.sha256';

/**
 * Tells a host which manifest the deployer vouches for, by a way that does not lead through the
 * bucket: who can only write there can't make a host take anything.
 *
 * @throws HostError where the host can't be reached
 */
export async function handOverManifest(shell: HostShell, sha256: string): Promise<void> {
  // A host that is just being born has no folder for it yet.
  await runWell(shell, ['mkdir', '--parents', dirname(VOUCHED)]);
  await shell.write(VOUCHED, `${sha256}\n`, 0o644);
}
