import { covers } from '../kinds/harmless-attributes';
import { words } from '../lists';
import { matcherFor } from '../kinds/matcher-for';
import type { Event, Reads, Rule } from '../rule';

/** What rules together understand, by what each says that it reads. */
export interface Understanding {
  /** Whether a rule understands a change of this attribute. */
  reads(type: string, path: string): boolean;
  /** Whether a rule understands that a resource of this type comes or goes. */
  knows(type: string, event: Event): boolean;
}

export function understandingOf(rules: readonly Rule[]): Understanding {
  const all = rules.flatMap(({ reads = [] }) =>
    reads.map((each) => ({ ...each, fits: matcherFor(each) })),
  );
  const byType = new Map<string, readonly Reads[]>();
  const readsOf = (type: string) => {
    const known = byType.get(type) ?? all.filter(({ fits }) => fits(type));
    byType.set(type, known);
    return known;
  };
  return {
    reads: (type, path) =>
      readsOf(type).some(({ attributes = [] }) =>
        words(attributes).some((each) => covers(each, path)),
      ),
    knows: (type, event) => readsOf(type).some(({ and = [] }) => and.includes(event)),
  };
}
