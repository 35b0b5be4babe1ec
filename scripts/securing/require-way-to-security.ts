import { formatProblem, UserError } from '../../cluster/errors';
import { processesOf } from '../../cluster/processes/host-process';
import type { Topology } from '../../cluster/topology';
import { isAtRest, SIDE_STAGES } from './at-rest';
import type { HostsLook } from './host-look';
import { givesUpSecurity } from './plan-security';
import { stageOf, STAGE_WORDS } from './stages';

export interface WayAsked {
  readonly topology: Topology;
  readonly look: HostsLook;
  /** Whether a secured cluster may become one where everybody may do everything. */
  readonly toPlaintext: boolean;
}

/** @throws UserError where TLS would be given up by the way */
export function requireMeant({ topology, look, toPlaintext }: WayAsked): void {
  const target = stageOf(topology.spec.security);
  if (givesUpSecurity(look.side, target) && !toPlaintext) throw staysSecured();
}

/**
 * Asked before a deploy changes anything: whether it may lead from one security to another.
 *
 * @throws UserError where it may not, and where some process is down or a host is to come: it would come up with
 * the files of the last stage, between others that are at the first
 */
export function requireWayToSecurity(asked: WayAsked): void {
  const { topology, look } = asked;
  requireMeant(asked);
  if (isAtRest(look, stageOf(topology.spec.security))) return;
  const up = new Set(look.doors.map(({ who }) => who));
  const down = topology.hosts
    .flatMap((host) => processesOf(topology, host).map(({ name }) => `${host.name} ${name}`))
    .filter((who) => !up.has(who));
  if (down.length === 0) return;
  const problem = {
    path: 'security',
    rule: 'be changed while every process of the cluster runs',
    value: `${down.join(', ')} that can't be seen to listen`,
    remedy: `Nothing was changed. Bring them up first; new hosts come by a deploy of their own, with the security that the others have (${STAGE_WORDS[SIDE_STAGES[look.side]]})`,
  };
  throw new UserError(formatProblem(problem));
}

/** One changed word of a spec is not enough to end what protects a cluster. */
export function staysSecured(): UserError {
  return new UserError(
    'security: must stay tls, got plaintext: everybody who reaches a port could do everything. ' +
      'Where that is meant, give --to-plaintext. Nothing was changed.',
  );
}

/**
 * Asked by what can't change the security of a cluster, and would tear it apart with files of another one.
 *
 * @param what can't, as in `replace` or `--only`
 * @throws UserError where the hosts have other ports open than the spec asks for
 */
export function requireAtRest(topology: Topology, look: HostsLook, what: string): void {
  const target = stageOf(topology.spec.security);
  if (isAtRest(look, target)) return;
  const problem = {
    path: 'security',
    rule: `be that of the hosts for ${what}; they have ${STAGE_WORDS[SIDE_STAGES[look.side]]}`,
    value: STAGE_WORDS[target],
    remedy:
      'Nothing was changed. Deploy, or run `converge`, until the cluster is as the spec says; where it is to stay on its way for long, say so in the spec: `Security.tls({ alsoPlaintext: true })`',
  };
  throw new UserError(formatProblem(problem));
}
