import type { Problem } from '../../cluster/errors';
import { RUN_PROGRAM } from '../../cluster/program';
import type { SecuritySpec } from '../../cluster/security';
import { isBetween, SIDE_STAGES } from './at-rest';
import type { HostsLook } from './host-look';
import { givesUpSecurity } from './plan-security';
import { stageOf, STAGE_WORDS } from './stages';

/** How far a cluster is on its way to the security of its spec, and what goes on with it. */
export function stageProblem(target: SecuritySpec, look: HostsLook): Problem {
  const stage = stageOf(target);
  const isBack = givesUpSecurity(look.side, stage);
  const option = isBack ? ' --to-plaintext' : '';
  const closing =
    stage === 'moved'
      ? ''
      : `, once nobody is connected to the ports ${isBack ? 'with' : 'without'} TLS`;
  return {
    path: 'security',
    rule: `be what the spec asks for: ${STAGE_WORDS[stage]}`,
    value: describeSide(look),
    remedy: `A deploy goes on from there, or \`${RUN_PROGRAM} converge --inventory FILE${option}\`${closing}`,
  };
}

function describeSide(look: HostsLook): string {
  const { side, doors } = look;
  if (!isBetween(doors)) return STAGE_WORDS[SIDE_STAGES[side]];
  const both = doors.filter(({ open }) => open.plaintext && open.tls).length;
  const only = side === 'closed' ? 'with TLS' : 'without TLS';
  return `${both} of ${doors.length} processes with ports of both kinds, and the others only ${only}`;
}
