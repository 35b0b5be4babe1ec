import type { Plan } from '../../../terraform-plan/plan';
import { textOf } from '../../../terraform-plan/values';
import type { PolicyStatement } from './policy-statements';

const IN_ARN = /^arn:aws[\w-]*:[\w-]*:[\w-]*:(\d{12}):/;

/** The accounts that the resources of a plan stand in, by their ARNs. */
export function ownAccounts({ standing }: Plan): ReadonlySet<string> {
  const accounts = [...standing.values()].flatMap(({ values }) => [
    IN_ARN.exec(textOf(values, 'arn') ?? '')?.[1] ?? '',
    textOf(values, 'account_id') ?? '',
    textOf(values, 'owner_id') ?? '',
  ]);
  return new Set(accounts.filter((account) => account !== ''));
}

/** Accounts that a statement lets in and that are none of these; empty where none is known. */
export function foreignAccounts(
  { effect, principals }: PolicyStatement,
  own: ReadonlySet<string>,
): readonly string[] {
  if (effect !== 'Allow' || own.size === 0) return [];
  const named = principals.map((principal) => principal.replace(/^AWS:/, ''));
  return named
    .map((name) => IN_ARN.exec(name)?.[1] ?? (/^\d{12}$/.test(name) ? name : ''))
    .filter((account) => account !== '' && !own.has(account));
}
