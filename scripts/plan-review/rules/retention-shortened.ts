import { joinSaid, say } from '../../masking/say';
import { distinct, groupBy } from '../lists';
import {
  changedKeys,
  describeKeyChange,
  effectiveValues,
  type ChangedKey,
} from '../facts/configuration/changed-keys';
import type { Rule } from '../rule';

/** Settings of which a smaller number deletes sooner; -1 and nothing at all keep for ever. */
const LIMITS = new Set([
  'delete.retention.ms',
  'local.retention.bytes',
  'local.retention.ms',
  'log.cleaner.delete.retention.ms',
  'log.local.retention.bytes',
  'log.local.retention.ms',
  'log.retention.bytes',
  'log.retention.hours',
  'log.retention.minutes',
  'log.retention.ms',
  'offsets.retention.minutes',
  'retention.bytes',
  'retention.ms',
]);

/** Records that are deleted sooner than before. */
export const retentionShortened: Rule = {
  id: 'retention-shortened',
  title: 'Records are deleted sooner than before, those that stand already among them',
  isAboutData: true,
  judge: (facts) => {
    const shorter = (['broker', 'topic'] as const).flatMap((owner) =>
      changedKeys(facts, owner).filter(isShorter),
    );
    return [...groupBy(shorter, ({ where }) => where)].map(([where, changes]) => ({
      severity: 'danger',
      isFinal: true,
      what: say`Deletes records sooner on ${where}: ${joinSaid(changes.map(describeKeyChange))}.`,
      why: 'What no longer may stay is deleted within minutes of the change, and consumers that lag behind lose it.',
      remedy: 'See that nobody needs the older records, and how far consumers lag.',
      addresses: distinct(changes.flatMap(({ addresses }) => addresses)),
    }));
  },
};

function isShorter(change: ChangedKey): boolean {
  if (/(^|\.)cleanup\.policy$/.test(change.key)) return isOtherCleanup(change);
  if (change.key === 'remote.storage.enable') return change.before === 'true';
  if (!LIMITS.has(change.key)) return false;
  const { before, after } = effectiveValues(change);
  // One that goes leaves it to a coarser setting, and one that comes takes its place.
  if (before === undefined) return !(limitOf(after) === Infinity);
  if (after === undefined) return limitOf(before) === Infinity;
  return !(limitOf(after) >= limitOf(before));
}

/** Compaction deletes all but the newest of a key, deletion all that is old: each that comes deletes. */
function isOtherCleanup(change: ChangedKey): boolean {
  const { before = '', after = '' } = effectiveValues(change);
  return ['compact', 'delete'].some((way) => after.includes(way) && !before.includes(way));
}

/** -1 is no limit; -2 of the local ones is that of the whole, which is taken for none. */
function limitOf(value: string | undefined): number {
  const limit = Number(value);
  return limit < 0 ? Infinity : limit;
}
