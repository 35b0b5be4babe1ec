import { maskText } from '../../masking/mask-text';
import type { KeyChange } from '../plan-facts';
import type { MergedReview } from './merge-alike';

/**
 * The review with every text in it masked once more: what has slipped through before, also by the way
 * in which a rule puts texts together, does not get out. A review without secrets stays as it is.
 *
 * It masks before a text is escaped or laid out, where a mask can neither miss a secret that is broken
 * into lines nor reach beyond the text.
 */
export function maskReview(review: MergedReview): MergedReview {
  const { configuration } = review;
  return {
    ...maskTexts({ ...review, configuration: [] }),
    configuration: configuration.map(({ keys, ...change }) => ({
      ...maskTexts(change),
      keys: keys.map(maskKey),
    })),
  };
}

/** Any value, with all texts in it masked. */
export function maskTexts<T>(value: T): T {
  if (typeof value === 'string') return maskText(value) as T;
  if (Array.isArray(value)) return value.map(maskTexts) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, maskTexts(inner as unknown)]),
  ) as T;
}

function maskKey(change: KeyChange): KeyChange {
  const { key, before, after } = change;
  return {
    ...change,
    key: maskText(key),
    ...(before !== undefined && { before: maskValue(key, before) }),
    ...(after !== undefined && { after: maskValue(key, after) }),
  };
}

/** A value is masked for its own looks and for its key's. */
function maskValue(key: string, value: string): string {
  const line = maskText(`${key}=${value}`);
  return line.startsWith(`${key}=`) ? line.slice(key.length + 1) : maskText(value);
}
