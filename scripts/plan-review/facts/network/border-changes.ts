import type { PlanFacts } from '../../plan-facts';
import type { ResourceChange } from '../../../terraform-plan/plan';
import {
  changedBorders,
  idsOf,
  isChange,
  isMadeAnew,
  type Border,
  type PlacedWay,
} from './borders';
import { comparePassages, type Passage } from './passes';
import type { Way } from './way';

/** What becomes of the traffic at a border. */
export interface BorderChange {
  readonly border: Border;
  /** Ways, or denials that come, by which something passes no more. */
  readonly cut: readonly PlacedWay[];
  /** Ways, or denials that go, by which something passes that didn’t. */
  readonly opened: readonly PlacedWay[];
  /** Ways that end with one resource, and what passes them then passes by what another one makes. */
  readonly moved: readonly PlacedWay[];
}

/** What a plan does to the traffic at each border that it changes. */
export function borderChanges(facts: PlanFacts): readonly BorderChange[] {
  return changedBorders(facts).map(borderChange);
}

function borderChange(border: Border): BorderChange {
  const { before, after } = border;
  const [old, now] = [idsOf(before), idsOf(after)];
  // A group may still list a rule that goes as a resource of its own.
  const lost = before.filter(({ id, resource }) => isChange(resource) && !now.has(id));
  const come = after.filter(({ id }) => !old.has(id));
  const cut = [...lost.filter(allows), ...come.filter(denies)].filter(({ way }) =>
    isCutAt(border, way),
  );
  const opened = [...come.filter(allows), ...lost.filter(denies)].filter(({ way }) =>
    isOpenedAt(border, way),
  );
  const given = before.filter((placed) => allows(placed) && isGivenUp(placed, after));
  return {
    ...{ border, cut, opened },
    moved: given.filter(
      (placed) =>
        !cut.includes(placed) && isCutAt(withoutMade(border, placed.resource), placed.way),
    ),
  };
}

function allows({ way }: PlacedWay): boolean {
  return !way.isDenied;
}

function denies({ way }: PlacedWay): boolean {
  return way.isDenied;
}

function isGivenUp({ id, resource }: PlacedWay, after: readonly PlacedWay[]): boolean {
  if (resource.change === 'replace') return true;
  return isChange(resource) && !after.some((each) => each.resource === resource && each.id === id);
}

/** A border as it is while what one resource had is gone, and what others make isn’t there yet. */
function withoutMade({ before, after, ...rest }: Border, loser: ResourceChange): Border {
  const old = idsOf(before);
  const stays = ({ id, resource }: PlacedWay) =>
    !isMadeAnew(resource) && (resource === loser || old.has(id));
  return { ...rest, before, after: after.filter(stays) };
}

/** Whether something of a way that passed, or may have, passes no more. */
export function isCutAt(border: Border, way: Way): boolean {
  return some(border, way, (was, is) =>
    was === 'untold' ? is === 'denied' && !isWhole(border) : was === 'passes' && is !== 'passes',
  );
}

/** Whether something of a way passes, or may, that didn’t. */
function isOpenedAt(border: Border, way: Way): boolean {
  return some(border, way, (was, is) =>
    is === 'untold' ? was === 'denied' && !isWhole(border) : is === 'passes' && was !== 'passes',
  );
}

function some(
  { before, after }: Border,
  way: Way,
  isMeant: (was: Passage, is: Passage) => boolean,
): boolean {
  const waysOf = (placed: readonly PlacedWay[]) => placed.map((each) => each.way);
  const passages = comparePassages(way, waysOf(before), waysOf(after));
  return passages === undefined || passages.some(([was, is]) => isMeant(was, is));
}

/** A border that stands in the plan tells of all its rules; of another, the plan has some at most. */
function isWhole({ owner }: Border): boolean {
  return owner?.before !== undefined;
}
