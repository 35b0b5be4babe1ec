import { say, unmarked } from '../../masking/say';
import { DATA_STORES } from '../facts/resources/data-stores';
import { groupBy, listSome } from '../lists';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { Judgement, Rule } from '../rule';
import { isLost } from '../../terraform-plan/values';

/** Stores of data that go. */
export const dataStoreLost: Rule = {
  id: 'data-store-lost',
  title: 'A bucket, a database, a snapshot or another store of data is deleted or replaced',
  judge: ({ resources }) => {
    const lost = [...DATA_STORES].flatMap((type) => (resources.get(type) ?? []).filter(isLost));
    return [...groupBy(lost, ({ type, change }) => `${type} ${change}`).values()].map(judgement);
  },
};

function judgement(lost: readonly ResourceChange[]): Judgement {
  const [{ type, change }] = lost as readonly [ResourceChange];
  const addresses = lost.map(({ address }) => address);
  const verb = change === 'delete' ? 'Deletes' : 'Replaces';
  return {
    severity: 'danger',
    what: say`${verb} ${lost.length === 1 ? '' : say`${unmarked(lost.length)} × `}${type} (${listSome(addresses)}).`,
    why:
      type === 'aws_s3_bucket'
        ? 'All objects in it go, with their older versions: hosts that start find no files, and no rollback is left.'
        : 'What it holds goes with it, and nothing in the plan brings it back.',
    remedy:
      'See that nobody needs what it holds, or that a copy is elsewhere, and that it can be read.',
    addresses,
  };
}
