import type { Problem } from '../../cluster/errors';
import { isKnownLater } from './known-later';

/** Whether those who deploy are of one account: the bucket's policy lets in no other. */
export function deployerProblems(deployers: readonly string[]): readonly Problem[] {
  const known = deployers.filter((arn) => !isKnownLater(arn));
  const accounts = [...new Set(known.map((arn) => arn.split(':')[4]))];
  if (accounts.length <= 1) return [];
  return [
    {
      path: 'deployers',
      rule: 'be of one account: that of the cluster',
      value: accounts.join(', '),
      remedy: 'Let others take a role in it, and name that',
    },
  ];
}
