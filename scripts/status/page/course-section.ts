import { formatBytes, formatPercent, formatDuration } from '../../terminal/quantities';
import { NONE, type Html } from './html';
import type { Moment } from './moment';
import { drawPicture, type PictureRow } from './picture';

type Followed = Exclude<keyof Moment, 'at'>;

const ROWS: readonly (readonly [Followed, string, (value: number) => string])[] = [
  ['writtenBytesPerSecond', 'Written', (value) => `${formatBytes(value)}/s`],
  ['lagRecords', 'Records behind', (value) => value.toLocaleString('en')],
  ['underReplicated', 'Under-replicated partitions', String],
  ['fullestDisk', 'Fullest disk', formatPercent],
];

/** How the cluster went over all looks of a watch; nothing of a single look. */
export function courseSection(moments: readonly Moment[]): Html {
  const [first, last] = [moments[0], moments.at(-1)];
  if (!first || !last || moments.length < 2) return NONE;
  const seconds = (last.at.getTime() - first.at.getTime()) / 1_000;
  return drawPicture({
    title: `The last ${formatDuration(seconds)}, by ${moments.length} looks`,
    header: ['What', 'Now, and from the lowest to the highest'],
    rows: ROWS.map((row) => rowOf(row, moments)),
  });
}

function rowOf([key, name, format]: (typeof ROWS)[number], moments: readonly Moment[]): PictureRow {
  const points = moments.map((moment) => ({ at: moment.at, value: moment[key] }));
  const known = points.flatMap(({ value }) => value ?? []);
  const now = points.at(-1)?.value;
  const range =
    known.length === 0
      ? ''
      : `, from ${format(Math.min(...known))} to ${format(Math.max(...known))}`;
  const text = `${now === undefined ? 'not known' : format(now)}${range}`;
  return { name, figures: [{ text, points }] };
}
