import { join } from 'node:path';
import { userFolders } from '../../scripts/system/user-folders';

/**
 * Everything that a lab makes carries its name: so a later command finds, and removes, what a lab
 * that was killed has left behind.
 */
export interface LabPlace {
  readonly name: string;
  /** Network namespace of the double and the tools; each host has one of its own, `<this>-<host>`. */
  readonly namespace: string;
  /** Control group of the hosts, below the root of each hierarchy. */
  readonly controlGroup: string;
  /** Disks, root overlays, keys and logs of this lab. */
  readonly folder: string;
  /** Unix socket of the double; see aws-double/control.py. */
  readonly control: string;
  /** Private key that every host lets in. */
  readonly sshKey: string;
  /** `ip netns exec` puts the files of this folder over those of /etc. */
  readonly resolverFolder: string;
}

/**
 * Where the lab of this name lives.
 *
 * @param name 1-12 lower-case letters, digits or hyphens: it becomes part of kernel names
 */
export function labPlace(name: string): LabPlace {
  if (!/^[a-z][a-z0-9-]{0,11}$/.test(name)) {
    throw new Error(`lab name: must be 1-12 lower-case letters, digits or hyphens, got '${name}'.`);
  }
  const folder = join(userFolders().state, 'labs', name);
  const namespace = `kafka-lab-${name}`;
  return {
    name,
    namespace,
    controlGroup: namespace,
    folder,
    control: join(folder, 'control.sock'),
    sshKey: join(folder, 'ssh-key'),
    resolverFolder: join('/etc/netns', namespace),
  };
}

/** Addresses inside a lab's namespace; nothing of it is seen outside. */
export const LAB_ADDRESSES = {
  /** The double, under the names of AWS. */
  aws: '10.77.0.1',
  metadata: '169.254.169.254',
  resolver: '169.254.169.253',
} as const;
