import type { KeyChange } from '../plan-facts';
import type { ChangeCount, Verdict } from '../review';

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  safe: 'Safe',
  care: 'Needs care',
  danger: 'Danger',
};

/** How a key's new value comes into effect. */
export const UPDATE_WORDS: Readonly<Record<KeyChange['update'], string>> = {
  dynamic: 'dynamic',
  'rolling-restart': 'rolling restart',
  'read-only': 'read-only',
  unknown: 'unknown key',
};

const CHANGE_WORDS: Readonly<Record<ChangeCount['change'], string>> = {
  replace: 'replaced',
  delete: 'deleted',
  forget: 'forgotten, not deleted',
  unknown: 'changed in a way that is not known',
  update: 'changed in place',
  create: 'created',
};

export interface CountLine {
  /** `deleted`. */
  readonly change: string;
  readonly total: number;
  readonly types: readonly Pick<ChangeCount, 'type' | 'count'>[];
}

/** The counts by what happens, the gravest first, and the types by their number. */
export function countLines(counts: readonly ChangeCount[]): readonly CountLine[] {
  return Object.entries(CHANGE_WORDS)
    .map(([change, words]) => {
      const types = counts
        .filter((each) => each.change === change && each.count > 0)
        .sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1));
      const total = types.reduce((sum, { count }) => sum + count, 0);
      return { change: words, total, types };
    })
    .filter(({ total }) => total > 0);
}
