import { say } from '../../masking/say';
import { settingRule, type SettingChange } from '../attributes/setting-rule';

/** Records that are deleted sooner than before. */
export const retentionShortened = settingRule(
  {
    id: 'retention-shortened',
    title: 'Records are deleted sooner than before, those that stand already among them',
    isAboutData: true,
    of: ['broker', 'topic'],
    severity: 'danger',
    isFinal: true,
    what: (told, where) => say`Deletes records sooner on ${where}: ${told}.`,
    why: 'What no longer may stay is deleted within minutes of the change, and consumers that lag behind lose it.',
    remedy: 'See that nobody needs the older records, and how far consumers lag.',
  },
  [
    {
      keys: `
        delete.retention.ms local.retention.bytes local.retention.ms
        log.cleaner.delete.retention.ms log.local.retention.bytes log.local.retention.ms
        log.retention.bytes log.retention.hours log.retention.minutes log.retention.ms
        offsets.retention.minutes retention.bytes retention.ms
      `,
      harm: isShorter,
    },
    {
      // Compaction deletes all but the newest of a key, deletion all that is old: each that comes deletes.
      keys: 'cleanup.policy log.cleanup.policy',
      harm: ({ before = '', after = '' }) =>
        ['compact', 'delete'].some((way) => after.includes(way) && !before.includes(way)),
    },
    { keys: 'remote.storage.enable', harm: ({ before }) => before === 'true' },
  ],
);

/** One that goes leaves it to a coarser setting, and one that comes takes its place. */
function isShorter({ before, after }: SettingChange): boolean {
  if (before === undefined) return limitOf(after) !== Infinity;
  if (after === undefined) return limitOf(before) === Infinity;
  return !(limitOf(after) >= limitOf(before));
}

/** -1 is no limit; -2 of the local ones is that of the whole, which is taken for none. */
function limitOf(value: string | undefined): number {
  const limit = Number(value);
  return limit < 0 ? Infinity : limit;
}
