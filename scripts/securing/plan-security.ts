import { formatProblem, UserError } from '../../cluster/errors';
import type { SecurityKind } from '../../cluster/security';
import type { EntriesFor } from '../coordination/coordination';
import type { LastingStage, Stage } from './stages';

/** Which ports of a process let somebody in. */
export interface OpenDoors {
  /** `broker-1: kafka`. */
  readonly who: string;
  readonly open: Readonly<Record<SecurityKind, boolean>>;
}

/** One step on the way from one security to another. Each may be done twice: what is there already stays. */
export type SecurityStep =
  /** Every process gets its key and certificate. */
  | { readonly kind: 'certify' }
  /** Every process is brought to run with the files of this stage, one after another. */
  | { readonly kind: 'roll'; readonly to: Stage }
  /** The clients of the spec get their passwords and grants; all others lose theirs. */
  | { readonly kind: 'clients'; readonly at: Stage }
  /** Nobody may use the ports of this kind any more, which are closed next. */
  | { readonly kind: 'callers'; readonly at: SecurityKind }
  /** What ZooKeeper keeps is for members alone, or for everyone. */
  | { readonly kind: 'entries'; readonly for: EntriesFor };

/**
 * Between which two stages a cluster is, as its ports tell: `plain` is plain or opened, `both` is opened or moved,
 * `closed` is moved or closed. Which processes are at which of the two, the roll finds by their files.
 */
export type Side = 'plain' | 'both' | 'closed';

const roll = (to: Stage): SecurityStep => ({ kind: 'roll', to });
const entries = (whose: EntriesFor): SecurityStep => ({ kind: 'entries', for: whose });
/** What is left to do where a run ended right before its last step. */
export const CLOSED_ENTRIES = entries('own-name');
const callers = (at: SecurityKind): SecurityStep => ({ kind: 'callers', at });
const certify: SecurityStep = { kind: 'certify' };
const clients = (at: Stage): SecurityStep => ({ kind: 'clients', at });

const toMoved = [roll('moved'), clients('moved')];
const close = [callers('plaintext'), roll('closed'), entries('own-name')];
const back = [
  entries('everyone'),
  roll('opened'),
  callers('tls'),
  clients('opened'),
  roll('plain'),
];
// Also before the roll, so that entries that are for members alone always mean that all of them are.
const reopen = [entries('everyone'), roll('moved')];

/** The whole of the way, from each side to each stage that a spec can ask for. */
const WAYS: Readonly<Record<Side, Readonly<Record<LastingStage, readonly SecurityStep[]>>>> = {
  plain: {
    plain: [roll('plain')],
    moved: [certify, roll('opened'), ...toMoved],
    closed: [certify, roll('opened'), ...toMoved, ...close],
  },
  both: {
    plain: back,
    moved: toMoved,
    closed: [...toMoved, ...close],
  },
  closed: {
    plain: [...reopen, ...back],
    moved: reopen,
    closed: [roll('closed'), clients('closed'), entries('own-name')],
  },
};

/**
 * What leads from what is there to what a spec asks for. Made anew at each run, from the ports of what runs, so
 * that a run that was killed is gone on with.
 */
export function planSecurity(
  side: Side,
  target: LastingStage,
  { asksAgain = false }: PlanOptions = {},
): readonly SecurityStep[] {
  const steps = WAYS[side][target];
  return asksAgain && side === 'closed' && target === 'closed'
    ? [callers('plaintext'), ...steps]
    : steps;
}

interface PlanOptions {
  /**
   * Whether ports that are still open are asked for callers where others are closed already: not only a run that
   * had asked may have left it so, but also a host that was made anew.
   * @default false
   */
  readonly asksAgain?: boolean;
}

/** Whether a plan ends what protects a cluster: such a thing is not done by the way. */
export function givesUpSecurity(side: Side, target: LastingStage): boolean {
  return target === 'plain' && side !== 'plain';
}

/**
 * Where a cluster is.
 *
 * @param doors of every process that answers
 * @throws UserError where they are of stages that don't understand each other
 */
export function sideOf(doors: readonly OpenDoors[]): Side {
  const lacking = (kind: SecurityKind) =>
    doors.filter(({ open }) => !open[kind]).map(({ who }) => who);
  const [withoutTls, withoutPlain] = [lacking('tls'), lacking('plaintext')];
  if (withoutTls.length > 0 && withoutPlain.length > 0) throw torn(withoutTls, withoutPlain);
  if (withoutTls.length > 0) return 'plain';
  return withoutPlain.length > 0 ? 'closed' : 'both';
}

function torn(withoutTls: readonly string[], withoutPlain: readonly string[]): UserError {
  const problem = {
    path: 'The ports of the cluster',
    rule: 'have one kind in common at all processes, to go from one security to another',
    value: `no TLS at ${withoutTls.join(', ')}, nothing else at ${withoutPlain.join(', ')}`,
    remedy: 'Bring those that differ to the files of the others by hand first, and restart them',
  };
  return new UserError(formatProblem(problem));
}
