import { formatProblem, type Problem } from '../../cluster/errors';
import { RUN_PROGRAM } from '../../cluster/program';
import { visibleLine } from '../../cluster/visible-text';
import type { HostStatus, ShownStatus } from './cluster-status';

/** All that is wrong, once: why a host is not reached is a problem of the cluster as well as its own. */
export function problemsOf({ problems, hosts }: ShownStatus): readonly Problem[] {
  const all = [...problems, ...hosts.flatMap((host) => host.problems)];
  return [...new Map(all.map((problem) => [formatProblem(problem), problem])).values()];
}

/** What `converge` would do, by host. */
export function behindOf(hosts: readonly HostStatus[]): readonly string[] {
  return ofHosts(hosts, 'behind');
}

/** In what machines are older than new ones would be, by host; none where all are as new. */
export function renewalOf(hosts: readonly HostStatus[]): readonly string[] {
  return ofHosts(hosts, 'renewal');
}

/** What renews them. */
export const HOW_TO_RENEW = `Standing hosts keep what they have until \`${RUN_PROGRAM} replace HOST --inventory FILE\`.`;

/** Much of it is what hosts say of themselves. */
const ofHosts = (hosts: readonly HostStatus[], key: 'behind' | 'renewal') =>
  hosts.flatMap((host) => host[key].map((reason) => visibleLine(`${host.name}: ${reason}`)));
