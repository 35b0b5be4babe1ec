import type { InventoryHost } from '../../../cluster/inventory/inventory';
import type { HostShell } from '../../hosts/host-shell';

/** What an instance was born with, as cloud-init keeps it; undefined where it doesn't tell. */
export interface Machine {
  readonly imageId: string | undefined;
  readonly userDataSha256: string | undefined;
}

/**
 * The digest of the manifest in the user data is left out: a standing host is handed each newer one.
 * An older image or user data does no harm by itself, so nothing that fails here is a problem.
 * Read from cloud-init's own file: the command that queries it takes a hundred times as long.
 *
 * @see https://docs.cloud-init.io/en/latest/explanation/instancedata.html
 */
const QUERY = `sed -nE 's/^ *"ami-id": "(ami-\\w+)".*/image \\1/p' /run/cloud-init/instance-data.json 2>/dev/null
data=/var/lib/cloud/instance/user-data.txt
[ ! -r $data ] || sed -E 's/\\b[0-9a-f]{64}\\b//' $data | sha256sum`;

export async function readMachine(shell: HostShell): Promise<Machine> {
  return parseMachine((await shell.run(['sh', '-c', QUERY])).stdout);
}

/** Reads `image ami-…` and what sha256sum prints. */
export function parseMachine(text: string): Machine {
  return {
    imageId: /^image (ami-\w+)$/m.exec(text)?.[1],
    userDataSha256: /^([0-9a-f]{64}) /m.exec(text)?.[1],
  };
}

/** In what a new instance of the host would differ from the one that stands. */
export function renewalOf(wanted: InventoryHost, machine: Machine): readonly string[] {
  const renewals: string[] = [];
  const { imageId, userDataSha256 } = machine;
  if (wanted.imageId && imageId && wanted.imageId !== imageId) {
    renewals.push(`stands on ${imageId}; a new instance would boot ${wanted.imageId}`);
  }
  if (wanted.userDataSha256 && userDataSha256 && wanted.userDataSha256 !== userDataSha256) {
    renewals.push('was born with other user data than a new instance would be');
  }
  return renewals;
}
