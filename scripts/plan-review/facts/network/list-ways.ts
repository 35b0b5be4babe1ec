import type { Sayable } from '../../../masking/say';
import type { ResourceChange } from '../../../terraform-plan/plan';
import { quoteDerived } from '../../../terraform-plan/quote';
import { distinct, listSome } from '../../lists';
import type { PlacedWay } from './borders';
import { WAY_ATTRIBUTES } from './read-ways';
import { describeWay } from './way';

/** The ways in words, those that are alike once. */
export function listWays(placed: readonly PlacedWay[]): Sayable {
  return listSome(distinct(placed.map(sayWay)));
}

function sayWay({ resource, side, way }: PlacedWay): Sayable {
  return quoteDerived(resource, [side], WAY_ATTRIBUTES, describeWay(way));
}

/** The resources that say so. */
export function resourcesIn(placed: readonly PlacedWay[]): readonly ResourceChange[] {
  return distinct(placed.map(({ resource }) => resource));
}

/** Their addresses, for a sentence. */
export function addressesOf(placed: readonly PlacedWay[]): Sayable {
  return namesOf(resourcesIn(placed));
}

export function namesOf(resources: readonly ResourceChange[]): Sayable {
  return listSome(resources.map(({ address }) => address));
}
