import { decodeUserData, type DecodedUserData } from './decode-user-data';
import { maskTextPair, type TextPair } from '../../../masking/mask-text';
import type { Sayable } from '../../../masking/say';
import { withShown } from '../../../terraform-plan/lazy';
import { isMask } from '../../../terraform-plan/quote';
import type { ResourceChange, ShownSides, Values } from '../../../terraform-plan/plan';
import type { ClusterFacts, HostFacts, JudgedText, TextChange } from '../../plan-facts';
import { blocksOf, isUnknown, textOf } from '../../../terraform-plan/values';

type Encoding = 'plain' | 'base64';

/** Where resources keep what their hosts run first: attributes, or entries of their metadata. */
const PLACES: readonly Place[] = [
  ['user_data', 'plain'],
  ['user_data_base64', 'base64'],
  ['custom_data', 'plain'],
  ['metadata_startup_script', 'plain'],
  ['startup_script', 'plain'],
  ['startup-script', 'plain'],
  ['user-data', 'plain'],
];

/** User data that another takes the place of, as text. */
export function userDataChanges(
  resources: ReadonlyMap<string, readonly ResourceChange[]>,
  clusters: readonly ClusterFacts[],
): readonly JudgedText[] {
  const known = new Map(
    clusters.flatMap(({ hosts }) => hosts.map((host) => [host.address, host] as const)),
  );
  return [...resources.values()]
    .flat()
    .filter(({ change, before, after }) => change !== 'none' && before && after)
    .flatMap((resource) =>
      PLACES.filter(([key]) => isTold(resource, key)).map((place) =>
        judgedText(resource, place, known.get(resource.address)),
      ),
    );
}

function textAt(values: Values | undefined, key: string): string | undefined {
  return textOf(values, key) ?? textOf(blocksOf(values, 'metadata')[0], key);
}

/** A replaced instance has computed values that nobody asked for: they say nothing. */
function isTold(resource: ResourceChange, key: string): boolean {
  const [before, after] = [textAt(resource.before, key), textAt(resource.after, key)];
  if (before === undefined && after === undefined) return false;
  if (before === after && !isUnknown(resource, key)) return false;
  return (
    after !== undefined ||
    resource.change === 'update' ||
    resource.replacePaths.some(([first]) => first === key)
  );
}

type Place = readonly [key: string, encoding: Encoding];

function judgedText(
  resource: ResourceChange,
  place: Place,
  host: HostFacts | undefined,
): JudgedText {
  return withShown(textChange(resource, resource, place, host?.name), () => {
    const change = textChange(resource, resource.shown, place, host?.shown.name);
    return { ...change, ...maskTextPair(change) } as TextChange<Sayable>;
  });
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
  const value = textAt(values, key);
  if (value === undefined) return {};
  return isMask(value)
    ? { note: 'It is marked sensitive: it is judged, and not shown.' }
    : decodeUserData(value, encoding);
}
