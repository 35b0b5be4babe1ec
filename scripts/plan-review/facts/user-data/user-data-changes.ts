import { decodeUserData, type DecodedUserData } from './decode-user-data';
import { maskTextPair } from '../../../masking/mask-text';
import type { ResourceChange, Values } from '../../../terraform-plan/plan';
import type { ClusterFacts, TextChange } from '../../plan-facts';
import { MASKED, MASKED_CHANGED } from '../../../masking/text-pieces';
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
): readonly TextChange[] {
  const names = new Map(
    clusters.flatMap(({ hosts }) => hosts.map(({ address, name }) => [address, name])),
  );
  return Object.entries(PLACES).flatMap(([type, places]) =>
    (resources.get(type) ?? [])
      .filter(({ change, before, after }) => change !== 'none' && before && after)
      .flatMap((resource) => {
        const host = names.get(resource.address);
        return places
          .filter(([key]) => isChanged(resource, key) && isTold(resource, key))
          .map((place) => textChange(resource, place, host));
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

function textChange(
  resource: ResourceChange,
  [key, encoding]: readonly [string, Encoding],
  host: string | undefined,
): TextChange {
  const before = decoded(resource.before, key, encoding);
  const after = isUnknown(resource, key) ? UNKNOWN : decoded(resource.after, key, encoding);
  const note = [...new Set([before.note, after.note])].filter(Boolean).join(' ');
  return {
    address: resource.address,
    label: host === undefined ? `user data of ${resource.address}` : 'user data',
    hosts: host === undefined ? [] : [host],
    ...maskTextPair({
      ...(before.text !== undefined && { before: before.text }),
      ...(after.text !== undefined && { after: after.text }),
    }),
    ...(note !== '' && { note }),
  };
}

const UNKNOWN: DecodedUserData = { note: 'What comes is known only after the apply.' };

function decoded(values: Values | undefined, key: string, encoding: Encoding): DecodedUserData {
  const value = textOf(values, key);
  if (value === undefined) return {};
  return value === MASKED || value === MASKED_CHANGED
    ? { note: 'It is marked sensitive, and is not shown.' }
    : decodeUserData(value, encoding);
}
