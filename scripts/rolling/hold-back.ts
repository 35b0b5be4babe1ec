import { isDeepStrictEqual } from 'node:util';
import { formatProblem, UserError } from '../../cluster/errors';
import { renderHost } from '../../cluster/host-files';
import { hostManifest } from '../../cluster/host-files/host-manifest';
import { HOST_PROGRAM, hostProgram } from '../../cluster/host-files/host-program';
import type { Host, Topology } from '../../cluster/topology';
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
 * brought now, at each pull, until it is told otherwise. Under another security it has other files as well, and
 * certificates: so all of its manifest is kept back.
 *
 * @returns whether the host's program can do so; that of an older release of this package can't
 * @throws UserError where it can't keep back a manifest
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
  const rendered = renderHost(topology, host);
  const files = rendered.filter(({ path, sha256 }) => later.get(path) !== sha256);
  if (!isDeepStrictEqual(topology.spec.security, deployed.spec.security)) {
    const manifest = hostManifest(topology, host, { files: [hostProgram(), ...rendered] });
    if (!(await tell(shell, [HOST_PROGRAM, 'hold-manifest'], manifest))) throw olderProgram(host);
  } else if (hasHeld || files.length > 0) {
    if (!(await tell(shell, [HOST_PROGRAM, 'release']))) return false;
  }
  for (const { path, content } of files) await tell(shell, [HOST_PROGRAM, 'hold', path], content);
  return true;
}

function olderProgram({ name }: Host): UserError {
  const problem = {
    path: `${name}, ${HOST_PROGRAM}`,
    rule: 'be of a release that can change the security of a cluster that runs',
    remedy:
      'Deploy once with the security that the hosts have, which brings it, and then with the other',
  };
  return new UserError(formatProblem(problem));
}

/** @returns false where the program doesn't know the word */
async function tell(shell: HostShell, argv: readonly string[], input = ''): Promise<boolean> {
  const result = await shell.run(argv, { input });
  if (result.code === 0) return true;
  if (result.stderr.startsWith('usage:')) return false;
  throw commandFailed(shell.name, argv, result);
}
