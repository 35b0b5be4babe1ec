import { say } from '../../masking/say';
import { groupBy, listSome } from '../lists';
import type { ResourceChange } from '../../terraform-plan/plan';
import { resourcesOf } from '../facts/resources/resources-by-type';
import type { Rule } from '../rule';
import { quote } from '../../terraform-plan/quote';
import { isUnknown, numberOf, textOf } from '../../terraform-plan/values';

/** Volumes that carry less than before. */
export const volumeSlowed: Rule = {
  id: 'volume-slowed',
  title: 'A volume becomes another type, or gets less throughput or fewer operations',
  judge: (facts) => {
    const slowed = resourcesOf(facts, 'aws_ebs_volume')
      .filter(({ change }) => change === 'update')
      .flatMap((volume) =>
        (['type', 'throughput', 'iops'] as const).map((key) => loss(volume, key)),
      )
      .filter((found) => found !== undefined);
    return [...groupBy(slowed, ({ what }) => what)].map(([what, group]) => {
      const addresses = group.map(({ address }) => address);
      return {
        severity: 'care',
        what: say`Changes ${what} of ${listSome(addresses)}.`,
        why: 'A disk that carries less than its broker writes makes it fall out of sync, and for hours a volume can’t be changed again.',
        remedy: 'Compare it with what the disks carry at the peak, and change one host at a time.',
        addresses,
      };
    });
  },
};

function loss(volume: ResourceChange, key: 'type' | 'throughput' | 'iops') {
  const { address } = volume;
  const later = isUnknown(volume, key) ? say`what is known later` : undefined;
  const becomes = later ?? quote(volume, 'after', key) ?? 'none';
  const what = say`${key} ${quote(volume, 'before', key) ?? 'none'} → ${becomes}`;
  return isLess(volume, key) ? { address, what } : undefined;
}

function isLess(volume: ResourceChange, key: string): boolean {
  const { before, after } = volume;
  if (isUnknown(volume, key)) return true;
  if (key === 'type') return textOf(before, key) !== textOf(after, key);
  const [was, becomes] = [numberOf(before, key), numberOf(after, key)];
  return was !== undefined && becomes !== undefined && becomes < was;
}
