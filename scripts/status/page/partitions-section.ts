import type { HeldPartitions } from '../../health/cluster/count-partitions';
import { counted } from '../../terminal/quantities';
import type { HostStatus } from '../cluster-status';
import type { BarPart } from './bar';
import { NONE, type Html } from './html';
import { drawPicture, type PictureRow } from './picture';

/** What each broker holds, beside what the others do: whether load is spread evenly is seen at once. */
export function partitionsSection(hosts: readonly HostStatus[]): Html {
  const held = hosts.flatMap(({ name, partitions }) => (partitions ? [{ name, partitions }] : []));
  if (held.length === 0) return NONE;
  const most = Math.max(1, ...held.map(({ partitions }) => partitions.replicas));
  return drawPicture({
    title: 'Leaders and replicas',
    header: ['Broker', 'Partitions'],
    rows: held.map(({ name, partitions }): PictureRow => ({
      name,
      figures: [{ text: describeHeld(partitions), bar: { parts: partsOf(partitions, most) } }],
    })),
    legend: [
      ['main', 'leads'],
      ['soft', 'follows'],
      ['bad', 'behind'],
    ],
  });
}

function describeHeld({ leads, replicas, outOfSync }: HeldPartitions): string {
  const behind = outOfSync === 0 ? '' : `, ${outOfSync} behind`;
  return `leads ${leads} of ${counted(replicas, 'replica')}${behind}`;
}

/** One that leads is in sync. */
function partsOf({ leads, replicas, outOfSync }: HeldPartitions, most: number): readonly BarPart[] {
  const follows = Math.max(0, replicas - leads - outOfSync);
  return [
    { share: leads / most, tone: 'main' },
    { share: follows / most, tone: 'soft' },
    { share: outOfSync / most, tone: 'bad' },
  ];
}
