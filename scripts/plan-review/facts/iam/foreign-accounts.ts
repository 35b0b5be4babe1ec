import type { Plan } from '../../../terraform-plan/plan';
import { textOf } from '../../../terraform-plan/values';
import type { Right } from './rights';

const IN_ARN = /^(?:AWS:)?arn:aws[\w-]*:[\w-]*:[\w-]*:(\d{12}):/;

/** Tells whether a right lets in an account that no resource of the plan is of, where any tells its own. */
export function isForeignTo({ standing }: Plan): (right: Right) => boolean {
  const own = new Set(
    [...standing.values()].flatMap(({ values }) => [
      ...(IN_ARN.exec(textOf(values, 'arn') ?? '')?.slice(1) ?? []),
      ...['account_id', 'owner_id'].flatMap((key) => textOf(values, key) ?? []),
    ]),
  );
  return ({ principal }) => {
    const [, account] = IN_ARN.exec(principal) ?? /^(?:AWS:)?(\d{12})$/.exec(principal) ?? [];
    return own.size > 0 && account !== undefined && !own.has(account);
  };
}
