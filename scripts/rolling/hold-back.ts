import { renderHost } from '../../cluster/host-files';
import { HOST_PROGRAM } from '../../cluster/host-files/host-program';
import type { Topology } from '../../cluster/topology';
import type { HostShell } from '../hosts/host-shell';
import { commandFailed } from '../hosts/run-or-throw';
import type { HostPlan } from './host-plan';

interface Bringing {
  readonly cluster: { readonly topology: Topology };
  /** What the host's bucket has, where that is for a later roll. */
  readonly deployed?: Topology;
}

/**
 * Has a host keep back what its bucket has for a later roll: in the place of those files it takes what is
 * brought now, at each pull, until it is told otherwise.
 *
 * @returns whether the host's program can do so; that of an older release of this package can't
 */
export async function holdBack(
  { cluster: { topology }, deployed = topology }: Bringing,
  { host, hasHeld }: Pick<HostPlan, 'host' | 'hasHeld'>,
  shell: HostShell,
): Promise<boolean> {
  const later = new Map(
    renderHost(deployed, deployed.hosts.find(({ name }) => name === host.name) ?? host).map(
      ({ path, sha256 }) => [path, sha256],
    ),
  );
  const files = renderHost(topology, host).filter(({ path, sha256 }) => later.get(path) !== sha256);
  if (hasHeld || files.length > 0) {
    if (!(await tell(shell, [HOST_PROGRAM, 'release']))) return false;
  }
  for (const { path, content } of files) await tell(shell, [HOST_PROGRAM, 'hold', path], content);
  return true;
}

/** @returns false where the program doesn't know the word */
async function tell(shell: HostShell, argv: readonly string[], input = ''): Promise<boolean> {
  const result = await shell.run(argv, { input });
  if (result.code === 0) return true;
  if (result.stderr.startsWith('usage:')) return false;
  throw commandFailed(shell.name, argv, result);
}
