import { joinSaid, say } from '../../masking/say';
import { groupBy } from '../lists';
import {
  changedKeys,
  describeKeyChange,
  effectiveValues,
  type ChangedKey,
} from '../facts/configuration/changed-keys';
import type { Rule } from '../rule';

/** Settings of which a smaller number deletes sooner; -1 and nothing at all keep for ever. */
const LIMITS = new Set([
  'log.local.retention.bytes',
  'log.local.retention.ms',
  'log.retention.bytes',
  'log.retention.hours',
  'log.retention.minutes',
  'log.retention.ms',
  'offsets.retention.minutes',
]);

/** Records that are deleted sooner than before. */
export const retentionShortened: Rule = {
  id: 'retention-shortened',
  title: 'Records are deleted sooner than before, those that stand already among them',
  judge: (facts) => {
    const shorter = changedKeys(facts, 'server.properties').filter(isShorter);
    return [...groupBy(shorter, ({ where }) => where)].map(([where, changes]) => ({
      severity: 'care',
      what: say`Deletes records sooner on ${where}: ${joinSaid(changes.map(describeKeyChange))}.`,
      why: 'What is older than the new limit is deleted within minutes of the change, without a way back, and consumers that lag behind lose it.',
      remedy: 'See that nobody needs the older records, and how far consumers lag.',
      addresses: [...new Set(changes.flatMap(({ addresses }) => addresses))],
    }));
  },
};

function isShorter(change: ChangedKey): boolean {
  if (change.key === 'log.cleanup.policy') {
    const { before, after } = effectiveValues(change);
    return !before?.includes('delete') && (after?.includes('delete') ?? false);
  }
  if (!LIMITS.has(change.key)) return false;
  const { before, after } = effectiveValues(change);
  // One that goes leaves it to a coarser setting, and one that comes takes its place.
  if (before === undefined) return !(limitOf(after) === Infinity);
  if (after === undefined) return limitOf(before) === Infinity;
  return !(limitOf(after) >= limitOf(before));
}

function limitOf(value: string | undefined): number {
  const limit = Number(value);
  return limit < 0 ? Infinity : limit;
}
