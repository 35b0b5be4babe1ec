import { formatBytes } from '../../terminal/quantities';
import type { HostStatus, NetworkUse } from '../cluster-status';
import { networkOf } from '../host-tables';
import { NONE, type Html } from './html';
import { drawPicture } from './picture';

/** What passes through each host's network, beside what it may always have. */
export function networkSection(hosts: readonly HostStatus[]): Html {
  const seen = hosts.flatMap(({ name, network }) => (network ? [{ name, network }] : []));
  if (seen.length === 0) return NONE;
  const most = Math.max(1, ...seen.map(({ network }) => largestOf(network)));
  const bar = (rate: number, { baselineBytesPerSecond: baseline }: NetworkUse) => ({
    parts: [
      {
        share: rate / most,
        tone: baseline !== undefined && rate > baseline ? ('bad' as const) : ('main' as const),
      },
    ],
    limit: baseline === undefined ? undefined : baseline / most,
  });
  return drawPicture({
    title: 'Network',
    header: ['Host', 'In', 'Out'],
    rows: seen.map(({ name, network }) => ({
      name,
      more: networkOf({ network }).match(/\(.*\)$/)?.[0] ?? '',
      figures: [network.receivedBytesPerSecond, network.sentBytesPerSecond].map((rate) => ({
        text: `${formatBytes(rate)}/s`,
        bar: bar(rate, network),
      })),
    })),
  });
}

const largestOf = (network: NetworkUse) =>
  Math.max(
    network.receivedBytesPerSecond,
    network.sentBytesPerSecond,
    network.baselineBytesPerSecond ?? 0,
  );
