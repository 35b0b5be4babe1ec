import { distinct, groupBy } from '../lists';
import type { ConfigurationChange, TextChange } from '../plan-facts';
import type { Review } from '../review';
import { mergeFindings } from './merge-findings';
import { changedLines, diffTexts } from './text-diff';

/** A change of a text on one host, or the same one on many: then that of the first. */
export type MergedChange<T extends TextChange = TextChange> = T & {
  /** The host whose name is shown, where each has its own in its place. */
  readonly namedAfter?: string;
};

/** A review that shows a change that is alike on many hosts once. */
export interface MergedReview extends Review {
  readonly configuration: readonly MergedChange<ConfigurationChange>[];
  readonly userData: readonly MergedChange[];
}

export function mergeReview(review: Review): MergedReview {
  return {
    ...review,
    findings: mergeFindings(review.findings),
    configuration: mergeAlike(review.configuration),
    userData: mergeAlike(review.userData),
  };
}

/**
 * Changes that are alike become one of all their hosts, in the order in which they first come. Alike are
 * those that change the same lines, wherever these stand: the files of two hosts always differ in names
 * and ids. A host's own name in a changed line is like another's own.
 */
export function mergeAlike<T extends TextChange>(
  changes: readonly T[],
): readonly MergedChange<T>[] {
  const described = changes.map((change) => ({ change, description: describe(change) }));
  const alike = groupBy(described, ({ change, description }) =>
    withoutOwnName(change, description),
  );
  return [...alike.values()].map((group) => {
    const [{ change, description }] = group as [(typeof group)[number]];
    const isLiteral = group.every((each) => each.description === description);
    const [host] = change.hosts;
    return {
      ...change,
      hosts: distinct(group.flatMap((each) => each.change.hosts)),
      ...(!isLiteral && host !== undefined && { namedAfter: host }),
    };
  });
}

/** Everything in it that is shown, as one text. */
function describe(change: TextChange & Partial<ConfigurationChange>): string {
  const { label, note, before, after, keys, effect, needs } = change;
  const lines = changedLines(diffTexts(before, after));
  const isThere = [before !== undefined, after !== undefined];
  return JSON.stringify([label, note, effect, needs, isThere, keys, lines]);
}

function withoutOwnName({ hosts }: TextChange, description: string): string {
  const [host, ...others] = hosts;
  if (host === undefined || host === '' || others.length > 0) return description;
  const name = host.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return description.replaceAll(new RegExp(`(?<!\\w)${name}(?!\\w)`, 'g'), '\0');
}
