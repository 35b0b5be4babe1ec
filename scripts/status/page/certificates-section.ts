import { counted } from '../../terminal/quantities';
import type { ShownStatus } from '../cluster-status';
import { NONE, type Html } from './html';
import { drawPicture } from './picture';

const DAY_MS = 86_400_000;

/** For how many days each host is believed. Whether that is enough is among what is wrong. */
export function certificatesSection({ hosts, at }: Pick<ShownStatus, 'hosts' | 'at'>): Html {
  const ends = hosts.flatMap(({ name, certificateEnds: end }) =>
    end === undefined ? [] : [{ name, end, days: daysUntil(end, at) }],
  );
  if (ends.length === 0) return NONE;
  const most = Math.max(1, ...ends.map(({ days }) => days));
  return drawPicture({
    title: 'Certificates',
    header: ['Host', 'Left of the first that ends'],
    rows: ends.map(({ name, end, days }) => ({
      name,
      figures: [
        {
          text: days < 0 ? `over since ${end}` : `${counted(days, 'day')}, to ${end}`,
          bar: { parts: [{ share: days / most, tone: 'main' as const }] },
        },
      ],
    })),
  });
}

const daysUntil = (day: string, at: Date) => Math.floor((Date.parse(day) - at.getTime()) / DAY_MS);
