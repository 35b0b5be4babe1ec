import { formatProblem, UserError } from '../../cluster/errors';
import { namePath } from '../terminal/name-path';

/** What writes the JSON of a plan. */
export const SHOW = 'Write it with `terraform show -json <plan file>`';

/** Why a plan can't be reviewed, in the house's form. Never holds a value of the plan. */
export class UnreadablePlan extends UserError {
  override readonly name = 'UnreadablePlan';

  /**
   * @param source the plan, as the user named it
   * @param rule what must hold of it, with what was found instead
   * @param remedy one sentence, without the full stop
   */
  constructor(source: string, rule: string, remedy: string) {
    super(formatProblem({ path: namePath(source), rule, remedy }));
  }
}

/**
 * What to throw instead of an error: where the stack has overflowed, that the plan nests its values too
 * deeply, for terraform nests them no deeper than their types are; any other error as it is.
 */
export function orTooDeep(error: unknown, source: string): unknown {
  // By its name, since functions of Node's own may throw one of another realm.
  if ((error as Partial<Error>).name !== 'RangeError') return error;
  return new UnreadablePlan(
    source,
    'nest its values less deeply',
    'Write it again with `terraform show -json <plan file>`',
  );
}

/** More than any type of terraform nests; what walks through values later has room for it. */
const DEEPEST = 256;

/** @throws RangeError where values are nested too deeply for what walks through them later */
export function requireShallow(value: unknown, levels = DEEPEST): void {
  if (typeof value !== 'object' || value === null) return;
  if (levels === 0) throw new RangeError();
  for (const key in value) requireShallow((value as Record<string, unknown>)[key], levels - 1);
}
