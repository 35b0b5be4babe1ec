import { joinSaid, say, type Sayable } from '../../masking/say';
import { groupBy } from '../lists';
import type { ResourceChange } from '../../terraform-plan/plan';
import { resourcesOf } from '../facts/resources/resources-by-type';
import type { Rule } from '../rule';
import { quote } from '../../terraform-plan/quote';
import { isUnknown, textOf } from '../../terraform-plan/values';

/** By type, the attribute that names the image. */
const KINDS: Readonly<Record<string, string>> = {
  aws_instance: 'ami',
  aws_launch_configuration: 'image_id',
  aws_launch_template: 'image_id',
};

/** Images that are others than before, mostly because a newer one was found. */
export const imageMoved: Rule = {
  id: 'image-moved',
  title: 'The machine image of standing hosts or of a launch template is another one',
  reads: [{ types: Object.keys(KINDS), attributes: Object.values(KINDS) }],
  judge: (facts) => {
    const moved = resourcesOf(facts, ...Object.keys(KINDS)).filter(isMoved);
    const groups = groupBy(moved, (resource) => `${resource.type} ${describe(resource)}`);
    return [...groups.values()].map((group) => ({
      severity: 'care',
      what: say`Moves the image ${describe(group[0]!)} for ${joinSaid(group.map(({ address }) => address))}.`,
      why:
        group[0]!.type === 'aws_instance'
          ? 'An instance can’t change its image: it is made anew. Where the newest image is looked up, that happens on any day, to all hosts at once.'
          : 'Hosts that are made from now on differ from those that stand.',
      remedy:
        'Name the image by its id, ignore its changes on standing instances, and renew them one at a time.',
      hosts: group.map(({ address }) => address),
      addresses: group.map(({ address }) => address),
    }));
  },
};

function isMoved(resource: ResourceChange): boolean {
  const { before, after, change, type } = resource;
  if ((change !== 'replace' && change !== 'update') || !before || !after) return false;
  const key = KINDS[type]!;
  return textOf(before, key) !== textOf(after, key) || isUnknown(resource, key);
}

function describe(resource: ResourceChange): Sayable {
  const key = KINDS[resource.type]!;
  const [was, becomes] = [quote(resource, 'before', key), quote(resource, 'after', key)];
  return say`${was ?? 'none'} → ${becomes ?? 'one that is known only after the apply'}`;
}
