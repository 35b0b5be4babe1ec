import { decodeUserData, type DecodedUserData } from './decode-user-data';
import { maskTextPair, type TextPair } from '../../../masking/mask-text';
import type { Sayable } from '../../../masking/say';
import { lazy } from '../../../terraform-plan/lazy';
import { isMask } from '../../../terraform-plan/quote';
import type { ResourceChange, ShownSides, Values } from '../../../terraform-plan/plan';
import type { ClusterFacts, HostFacts, JudgedText, TextChange } from '../../plan-facts';
import { isChanged, isUnknown, textOf } from '../../../terraform-plan/values';

type Encoding = 'plain' | 'base64';

/** Where resources keep user data, by type. */
const PLACES: Readonly<Record<string, readonly (readonly [string, Encoding])[]>> = {
  aws_instance: [
    ['user_data', 'plain'],
    ['user_data_base64', 'base64'],
  ],
  aws_spot_instance_request: [
    ['user_data', 'plain'],
    ['user_data_base64', 'base64'],
  ],
  aws_launch_template: [['user_data', 'base64']],
  aws_launch_configuration: [
    ['user_data', 'plain'],
    ['user_data_base64', 'base64'],
  ],
};

/** User data that another takes the place of, as text. */
export function userDataChanges(
  resources: ReadonlyMap<string, readonly ResourceChange[]>,
  clusters: readonly ClusterFacts[],
): readonly JudgedText[] {
  const known = new Map(
    clusters.flatMap(({ hosts }) => hosts.map((host) => [host.address, host] as const)),
  );
  return Object.entries(PLACES).flatMap(([type, places]) =>
    (resources.get(type) ?? [])
      .filter(({ change, before, after }) => change !== 'none' && before && after)
      .flatMap((resource) => {
        const host = known.get(resource.address);
        return places
          .filter(([key]) => isChanged(resource, key) && isTold(resource, key))
          .map((place) => judgedText(resource, place, host));
      }),
  );
}

/** A replaced instance has computed values that nobody asked for: they say nothing. */
function isTold({ before, after, replacePaths, change }: ResourceChange, key: string): boolean {
  if (textOf(before, key) === undefined && textOf(after, key) === undefined) return false;
  return (
    textOf(after, key) !== undefined ||
    change === 'update' ||
    replacePaths.some(([first]) => first === key)
  );
}

type Place = readonly [key: string, encoding: Encoding];

function judgedText(
  resource: ResourceChange,
  place: Place,
  host: HostFacts | undefined,
): JudgedText {
  const shown = lazy(() => {
    const change = textChange(resource, resource.shown, place, host?.shown.name);
    return { ...change, ...maskTextPair(change) } as TextChange<Sayable>;
  });
  return {
    ...textChange(resource, resource, place, host?.name),
    get shown() {
      return shown();
    },
  };
}

/** @param sides its values, or what is shown of them */
function textChange(
  resource: ResourceChange,
  sides: ShownSides,
  [key, encoding]: Place,
  host: string | undefined,
): TextChange {
  const before = decoded(sides.before, key, encoding);
  const after = isUnknown(resource, key) ? UNKNOWN : decoded(sides.after, key, encoding);
  const note = [...new Set([before.note, after.note])].filter(Boolean).join(' ');
  const texts: TextPair = {
    ...(before.text !== undefined && { before: before.text }),
    ...(after.text !== undefined && { after: after.text }),
  };
  return {
    address: resource.address,
    label: host === undefined ? `user data of ${resource.address}` : 'user data',
    hosts: host === undefined ? [] : [host],
    ...texts,
    ...(note !== '' && { note }),
  };
}

const UNKNOWN: DecodedUserData = { note: 'What comes is known only after the apply.' };

function decoded(values: Values | undefined, key: string, encoding: Encoding): DecodedUserData {
  const value = textOf(values, key);
  if (value === undefined) return {};
  return isMask(value)
    ? { note: 'It is marked sensitive: it is judged, and not shown.' }
    : decodeUserData(value, encoding);
}
