import { distinct } from './lists';
import type { Judgement } from './rule';

/** One finding about all of these; none where there are none. */
export function tell(
  about: readonly { readonly address: string }[],
  finding: Omit<Judgement, 'addresses'>,
): readonly Judgement[] {
  if (about.length === 0) return [];
  return [{ ...finding, addresses: distinct(about.map(({ address }) => address)) }];
}
