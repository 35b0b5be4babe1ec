import type { ResourceChange } from '../../../terraform-plan/plan';
import { groupBy } from '../../lists';
import type { PlanFacts } from '../../plan-facts';
import { BorderPlaces, isBorderType } from './border-places';
import { ITSELF, readWays } from './read-ways';
import type { Way } from './way';

export type Side = 'before' | 'after';

/** A way, and the resource that says so. */
export interface PlacedWay {
  readonly way: Way;
  readonly resource: ResourceChange;
  /** Of which side of the resource it was read. */
  readonly side: Side;
  /** Alike for ways that are one and the same to whoever keeps the border. */
  readonly id: string;
}

/** What traffic passes: a group of rules, a list at the edge of a subnet, a firewall of a network. */
export interface Border {
  /** The resource that is the border itself, where the plan has it. */
  readonly owner?: ResourceChange;
  /** By what others name it. */
  readonly names: readonly string[];
  /** Whether this plan makes it. */
  readonly isNew: boolean;
  readonly before: readonly PlacedWay[];
  readonly after: readonly PlacedWay[];
}

/** The borders that a plan changes, with all of their ways that it tells of. */
export function changedBorders(facts: PlanFacts): readonly Border[] {
  const resources = [...facts.resources.values()]
    .flat()
    .filter(({ type, deposed }) => isBorderType(type) && deposed === undefined);
  const places = new BorderPlaces(facts, resources);
  const [before, after] = (['before', 'after'] as const).map((side) =>
    groupBy(
      resources.flatMap((resource) => waysOn(side, resource, places)),
      ({ key }) => key,
    ),
  ) as [Map<string, Keyed[]>, Map<string, Keyed[]>];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [old, now] = [before.get(key) ?? [], after.get(key) ?? []];
    if ([...old, ...now].every(({ resource }) => !isChange(resource))) return [];
    const owner = places.ownerOf(key);
    // A rule that is told by its own address is of a border that isn’t there yet.
    const isNew = owner
      ? owner.before === undefined
      : now.some((each) => each.resource.address === key);
    const sides = { before: old, after: standing(old, now) };
    return [{ ...(owner && { owner }), names: places.namesOf(key), isNew, ...sides }];
  });
}

interface Keyed extends PlacedWay {
  readonly key: string;
}

export function isChange({ change }: ResourceChange): boolean {
  return change !== 'none' && change !== 'read' && change !== 'forget';
}

function waysOn(side: Side, resource: ResourceChange, places: BorderPlaces): readonly Keyed[] {
  // What terraform forgets stays as it is.
  const kept = resource.change === 'forget' ? 'before' : side;
  const key = places.keyOf(resource, kept);
  if (key === undefined) return [];
  const own = places.namesOf(key);
  return readWays(resource.type, resource[kept]).map((read) => {
    const way = own.includes(read.peer) ? { ...read, peer: ITSELF } : read;
    return { way, id: JSON.stringify(way), resource, side: kept, key };
  });
}

/**
 * What is left of the ways. A group’s own list names the rules that are resources of their own as well,
 * since the provider reads all that are there: what one resource takes away is gone, whichever other
 * still lists it, unless another one makes it.
 */
function standing(before: readonly PlacedWay[], after: readonly PlacedWay[]): readonly PlacedWay[] {
  const [had, has] = [before, after].map(idsByResource) as [Ids, Ids];
  const isNew = ({ resource, id }: PlacedWay) =>
    isMadeAnew(resource) || !had.get(resource)?.has(id);
  const isTaken = ({ resource, id }: PlacedWay) =>
    isChange(resource) && !has.get(resource)?.has(id);
  const [taken, made] = [idsOf(before.filter(isTaken)), idsOf(after.filter(isNew))];
  return after.filter(({ id }) => !taken.has(id) || made.has(id));
}

type Ids = ReadonlyMap<ResourceChange, ReadonlySet<string>>;

function idsByResource(placed: readonly PlacedWay[]): Ids {
  const groups = groupBy(placed, ({ resource }) => resource);
  return new Map([...groups].map(([resource, ways]) => [resource, idsOf(ways)]));
}

export function idsOf(placed: readonly PlacedWay[]): ReadonlySet<string> {
  return new Set(placed.map(({ id }) => id));
}

/** Whether what it had goes first. */
export function isMadeAnew({ change }: ResourceChange): boolean {
  return change === 'create' || change === 'replace';
}
