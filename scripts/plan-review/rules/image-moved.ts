import { joinSaid, say, type Sayable } from '../../masking/say';
import type { ResourceChange } from '../../terraform-plan/plan';
import { quote } from '../../terraform-plan/quote';
import { isChanged } from '../../terraform-plan/values';
import { resourcesOf } from '../facts/resources/resources-by-type';
import { groupBy } from '../lists';
import type { Rule } from '../rule';
import { tell } from '../tell';

/** By type, the attribute that names the image. */
const IMAGES: Readonly<Record<string, string>> = {
  ...{ aws_instance: 'ami', aws_launch_configuration: 'image_id', aws_launch_template: 'image_id' },
};

/** Images that are others than before, mostly because a newer one was found. */
export const imageMoved: Rule = {
  id: 'image-moved',
  title: 'The machine image of standing hosts or of a launch template is another one',
  reads: [{ types: Object.keys(IMAGES), attributes: Object.values(IMAGES) }],
  judge: (facts) => {
    const moved = resourcesOf(facts, ...Object.keys(IMAGES)).filter(
      (each) => /replace|update/.test(each.change) && isChanged(each, IMAGES[each.type]!),
    );
    const alike = groupBy(moved, (resource) => `${resource.type} ${describe(resource)}`);
    return [...alike.values()].flatMap((group) => {
      const addresses = group.map(({ address }) => address);
      return tell(group, {
        severity: 'care',
        what: say`Moves the image ${describe(group[0]!)} for ${joinSaid(addresses)}.`,
        why:
          group[0]!.type === 'aws_instance'
            ? 'An instance can’t change its image: it is made anew. Where the newest image is looked up, that happens on any day, to all hosts at once.'
            : 'Hosts that are made from now on differ from those that stand.',
        remedy:
          'Name the image by its id, ignore its changes on standing instances, and renew them one at a time.',
        hosts: addresses,
      });
    });
  },
};

function describe(resource: ResourceChange): Sayable {
  const key = IMAGES[resource.type]!;
  const [was, becomes] = [quote(resource, 'before', key), quote(resource, 'after', key)];
  return say`${was ?? 'none'} → ${becomes ?? 'one that is known only after the apply'}`;
}
