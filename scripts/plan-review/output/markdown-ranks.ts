/**
 * What gets room in a comment first, lowest first: what every danger is, then why, and only then all
 * that needs care, each changed key, the counts, and diffs as far as they fit.
 */
export const RANKS = {
  findings: { danger: { what: 0, whole: 1 }, care: { what: 2, whole: 3 } },
  configuration: { keys: 4, allKeys: 6, startOfDiff: 7, diff: 9 },
  'user-data': { keys: 5, allKeys: 5, startOfDiff: 8, diff: 10 },
  counts: 5,
} as const;
