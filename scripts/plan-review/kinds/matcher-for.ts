import type { Kind } from './kind';
import { kindOf } from './kind-of';
import { words, type Names } from '../lists';
import { matcherOf, withoutVersion } from './type-patterns';

/** Types by themselves, by patterns and by what they hold; every type where neither is said. */
export interface MeantTypes {
  readonly types?: Names;
  readonly holds?: readonly Kind[];
}

/** Tells whether a type is meant. */
export function matcherFor({ types, holds }: MeantTypes): (type: string) => boolean {
  if (types === undefined && holds === undefined) return () => true;
  const matchers = words(types ?? []).map(matcherOf);
  const known = new Map<string, boolean>();
  const isMeant = (type: string) => {
    const kind = kindOf(type);
    const plain = withoutVersion(type);
    return (
      (kind !== undefined && (holds?.includes(kind) ?? false)) ||
      matchers.some((matches) => matches(type) || matches(plain))
    );
  };
  return (type) => {
    const isKnown = known.get(type) ?? isMeant(type);
    known.set(type, isKnown);
    return isKnown;
  };
}
