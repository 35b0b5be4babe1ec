import type { HostsLook } from './host-look';
import type { Side } from './plan-security';
import type { LastingStage } from './stages';

/** The stage of each side at which a cluster may stay. */
export const SIDE_STAGES: Readonly<Record<Side, LastingStage>> = {
  plain: 'plain',
  both: 'moved',
  closed: 'closed',
};

/** Whether all that runs has the ports of this stage, and no others. */
export function isAtRest({ side, doors }: HostsLook, stage: LastingStage): boolean {
  return SIDE_STAGES[side] === stage && !isBetween(doors);
}

/** Whether some have ports of one kind, and others of both: a roll is under way, or was broken off. */
export function isBetween(doors: HostsLook['doors']): boolean {
  const both = doors.filter(({ open }) => open.plaintext && open.tls);
  return both.length > 0 && both.length < doors.length;
}
