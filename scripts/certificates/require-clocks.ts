import { formatProblem, UserError } from '../../cluster/errors';
import type { Topology } from '../../cluster/topology';
import { judgeClockForCertificates } from '../health/host/clock';
import type { IdentityPlaces } from './identity-places';

export interface Clocks {
  readonly topology: Topology;
  readonly places: Pick<IdentityPlaces, 'clock'>;
}

/**
 * Asked before anything is signed: certificates are made by the clock here, and believed by those of hosts. A process
 * that finds its own not valid yet, or over, lets nobody in and is let in by nobody.
 *
 * @param names the hosts that can be asked
 * @throws UserError that names every host whose clock differs from the one here
 * @throws HostError where a host can't be asked
 */
export async function requireClocks(
  { topology, places }: Clocks,
  names: ReadonlySet<string>,
): Promise<void> {
  const asked = topology.hosts.filter(({ name }) => names.has(name));
  const judged = asked.map(async (host) => {
    const there = await places.clock(host);
    return judgeClockForCertificates(`The clock of ${host.name}`, { there, here: new Date() });
  });
  const problems = (await Promise.all(judged)).flat();
  if (problems.length > 0) throw new UserError(problems.map(formatProblem).join('\n'));
}
