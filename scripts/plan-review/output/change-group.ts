import type { ConfigurationChange, TextChange } from '../plan-facts';
import { changedLines, diffTexts } from './text-diff';

/** The same change of a text on one host or on many. */
export interface ChangeGroup<T extends TextChange = TextChange> {
  /** That of the first host. */
  readonly change: T;
  readonly hosts: readonly string[];
  readonly addresses: readonly string[];
  /** The host whose names are shown, where each has its own in their place. */
  readonly namedAfter?: string;
}

/**
 * Changes that are alike, together, in the order in which they first come. Alike are those that change
 * the same lines, wherever these stand: the files of two hosts always differ in names and ids. A
 * host's own name in a changed line is like another's own.
 */
export function groupChanges<T extends TextChange>(
  changes: readonly T[],
): readonly ChangeGroup<T>[] {
  const groups = new Map<string, Described<T>[]>();
  for (const change of changes) {
    const description = describe(change);
    const likeness = withoutOwnName(change, description);
    const group = groups.get(likeness);
    if (group) group.push({ change, description });
    else groups.set(likeness, [{ change, description }]);
  }
  return [...groups.values()].map((group) => groupOf(group as [Described<T>]));
}

interface Described<T> {
  readonly change: T;
  readonly description: string;
}

function groupOf<T extends TextChange>(group: readonly [Described<T>]): ChangeGroup<T> {
  const [{ change, description }] = group;
  const isLiteral = group.every((each) => each.description === description);
  const [host] = change.hosts;
  return {
    change,
    hosts: [...new Set(group.flatMap((each) => each.change.hosts))],
    addresses: group.map((each) => each.change.address),
    ...(!isLiteral && host !== undefined && { namedAfter: host }),
  };
}

/** Everything in it that is shown, as one text. */
function describe(change: TextChange & Partial<ConfigurationChange>): string {
  const { label, note, before, after, keys, effect } = change;
  const lines = changedLines(diffTexts(before, after));
  const isThere = [before !== undefined, after !== undefined];
  return JSON.stringify([label, note, effect, isThere, keys, lines]);
}

function withoutOwnName({ hosts }: TextChange, description: string): string {
  const [host, ...others] = hosts;
  if (host === undefined || host === '' || others.length > 0) return description;
  const name = host.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return description.replaceAll(new RegExp(`(?<!\\w)${name}(?!\\w)`, 'g'), '\0');
}
