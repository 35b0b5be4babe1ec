import { maskTextPair, type TextPair } from '../../../masking/mask-text';
import { unmarked, type Sayable } from '../../../masking/say';
import { withShown } from '../../../terraform-plan/lazy';
import type { ResourceChange, ShownSides } from '../../../terraform-plan/plan';
import { isMask } from '../../../terraform-plan/quote';
import type { HostFile, HostFileObject } from '../../plan-facts';
import { decodeHeld } from '../texts/decode-held';
import { textNature } from '../texts/text-nature';
import { isChanged, textOf } from '../../../terraform-plan/values';

/** Objects in buckets of S3, which hosts of ours take their files from. */
export const OBJECT_TYPES = ['aws_s3_object', 'aws_s3_bucket_object'];

/** The files of hosts among the objects that a plan knows: ours by their keys, others by their names. */
export function hostFiles(
  resources: ReadonlyMap<string, readonly ResourceChange[]>,
): readonly HostFileObject[] {
  return OBJECT_TYPES.flatMap((type) => resources.get(type) ?? [])
    .map(asHostFile)
    .filter((file) => file !== undefined);
}

function asHostFile(object: ResourceChange): HostFileObject | undefined {
  const file = hostFile(object, texts(object));
  if (file === undefined) return undefined;
  const nature = natureOf(file);
  const told = {
    ...file,
    object,
    ...(nature && { nature }),
    isHidden: isHidden(object, file.after),
  };
  return withShown(told, () => shownFile(object));
}

/** By what it says on either side, or by its path; one that stays as it is, by its path alone. */
function natureOf({ path, before, after }: HostFile) {
  if (before === after) return textNature(path, undefined);
  return textNature(path, after ?? before) ?? textNature(path, before);
}

/** What is shown of a file is read from what is shown of its object: its key may be masked. */
function shownFile({ shown }: ResourceChange): HostFile<Sayable> {
  const file = hostFile(shown, maskTextPair(texts(shown)))!;
  const sayable = Object.entries(file).map(([name, text]: [string, string]) => [
    name,
    unmarked(text),
  ]);
  return Object.fromEntries(sayable) as HostFile<Sayable>;
}

function hostFile(sides: ShownSides, { before, after }: TextPair): HostFile | undefined {
  const [old, key = old] = [textOf(sides.before, 'key'), textOf(sides.after, 'key')];
  if (key === undefined) return undefined;
  const standing = old ?? key;
  const [cluster = '', host = '', ...rest] = standing.split('/');
  const isOurs = rest.length > 0 && host !== 'archives';
  return {
    ...{ key, cluster: isOurs ? cluster : '', host: isOurs ? host : '' },
    path: `/${isOurs ? rest.join('/') : standing}`,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}

function texts({ before, after }: ShownSides): TextPair {
  const textIn = (values: ShownSides['before']) =>
    textOf(values, 'content') ?? decodedBase64(textOf(values, 'content_base64'));
  const [old, now] = [textIn(before), textIn(after)];
  return { ...(old !== undefined && { before: old }), ...(now !== undefined && { after: now }) };
}

/** Undefined of what is no text, as a keystore is none. */
function decodedBase64(encoded: string | undefined): string | undefined {
  return encoded === undefined || isMask(encoded)
    ? encoded
    : decodeHeld(encoded, 'content_base64').text;
}

/** Files that are uploaded from the disk show in a plan by their digests only. */
function isHidden(object: ResourceChange, after: string | undefined): boolean {
  if (object.change === 'delete' || after !== undefined) return false;
  return ['content', 'content_base64', 'source', 'etag', 'source_hash'].some((key) =>
    isChanged(object, key),
  );
}
