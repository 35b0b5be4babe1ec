import { maskTextPair, type TextPair } from '../../../masking/mask-text';
import type { ResourceChange } from '../../../terraform-plan/plan';
import type { HostFileObject } from '../../plan-facts';
import { MASKED, MASKED_CHANGED } from '../../../masking/text-pieces';
import { isChanged, textOf } from '../../../terraform-plan/values';

const OBJECT_TYPES = ['aws_s3_object', 'aws_s3_bucket_object'];

/** The files of hosts among the objects that a plan knows: ours by their keys, others by their names. */
export function hostFiles(
  resources: ReadonlyMap<string, readonly ResourceChange[]>,
): readonly HostFileObject[] {
  return OBJECT_TYPES.flatMap((type) => resources.get(type) ?? [])
    .map(asHostFile)
    .filter((file) => file !== undefined);
}

function asHostFile(object: ResourceChange): HostFileObject | undefined {
  const [old, key = old] = [textOf(object.before, 'key'), textOf(object.after, 'key')];
  if (key === undefined) return undefined;
  const standing = old ?? key;
  const [cluster = '', host = '', ...rest] = standing.split('/');
  const isOurs = rest.length > 0 && host !== 'archives';
  const { before, after } = texts(object);
  return {
    ...{ object, key, cluster: isOurs ? cluster : '', host: isOurs ? host : '' },
    path: `/${isOurs ? rest.join('/') : standing}`,
    ...(before !== undefined && !isMask(before) && { before }),
    ...(after !== undefined && !isMask(after) && { after }),
    isHidden: isHidden(object, after),
  };
}

function texts({ before, after }: ResourceChange): TextPair {
  const plain = { before: textOf(before, 'content'), after: textOf(after, 'content') };
  const decoded = maskTextPair({
    ...decodedBase64('before', textOf(before, 'content_base64')),
    ...decodedBase64('after', textOf(after, 'content_base64')),
  });
  return { before: plain.before ?? decoded.before, after: plain.after ?? decoded.after };
}

function decodedBase64(side: keyof TextPair, encoded: string | undefined): TextPair {
  return encoded === undefined || isMask(encoded)
    ? {}
    : { [side]: Buffer.from(encoded, 'base64').toString('utf8') };
}

/** Of an object that is marked as a whole, nothing can be told. */
function isMask(text: string): boolean {
  return text === MASKED || text === MASKED_CHANGED;
}

/** Files that are uploaded from the disk show in a plan by their digests only. */
function isHidden(object: ResourceChange, after: string | undefined): boolean {
  if (object.change === 'delete' || (after !== undefined && !isMask(after))) return false;
  return ['content', 'content_base64', 'source', 'etag', 'source_hash'].some((key) =>
    isChanged(object, key),
  );
}
