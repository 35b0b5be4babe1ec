import { formatBytes, formatPercent } from '../../terminal/quantities';
import type { HostStatus, ShownDisk } from '../cluster-status';
import { describeOutlook, shareOf } from '../host-tables';
import type { BarOptions, Tone } from './bar';
import { html, NONE, type Html } from './html';
import { drawPicture } from './picture';

/** Each data disk: how full it is, and what becomes of it. */
export function disksSection(hosts: readonly HostStatus[]): Html {
  const rows = hosts.flatMap(({ name, disks }) =>
    disks.map((disk) => ({
      name,
      more: disk.mountPoint,
      figures: [{ text: describeDisk(disk), bar: diskParts(disk) }],
    })),
  );
  if (rows.length === 0) return NONE;
  const told = hosts.flatMap(({ disks }) => disks).some(isForetold);
  return drawPicture({
    title: 'Disks',
    header: ['Disk', 'Used'],
    rows,
    legend: [['main', 'used'], ...(told ? LEGEND_OF_OUTLOOK : [])],
    ...(told
      ? {}
      : { note: html`When they are full nobody can tell: what is written to each is not known.` }),
  });
}

const LEGEND_OF_OUTLOOK: readonly (readonly [Tone, string])[] = [
  ['soft', 'until retention deletes as much as is written'],
  ['bad', 'used, and full before that'],
];

/** Known where somebody could tell what is written to it. */
const isForetold = ({ bytesPerSecond }: ShownDisk) => bytesPerSecond !== undefined;

function describeDisk(disk: ShownDisk): string {
  const { sizeBytes, bytesPerSecond } = disk;
  const written = bytesPerSecond === undefined ? '' : `, ${formatBytes(bytesPerSecond)}/s written`;
  return `${formatPercent(shareOf(disk))} of ${formatBytes(sizeBytes)}${describeOutlook(disk)}${written}`;
}

/** How much is used, and how much will be. */
export function diskParts(disk: ShownDisk): Omit<BarOptions, 'title'> {
  const { secondsLeft, levelsOffAt } = disk;
  const used = shareOf(disk);
  const later = levelsOffAt === undefined ? 0 : Math.max(0, levelsOffAt - used);
  return {
    parts: [
      { share: used, tone: secondsLeft === undefined ? 'main' : 'bad' },
      { share: later, tone: 'soft' },
    ],
  };
}
