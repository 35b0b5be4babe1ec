import type { ZoneTraffic } from '../../cluster/capacity';
import { formatBytes } from '../terminal/quantities';

/**
 * What EC2 takes for a gigabyte from one zone of a region to another: a cent where it leaves, a cent where it arrives.
 * Source: https://aws.amazon.com/ec2/pricing/on-demand/, "Data Transfer within the same AWS Region".
 */
export const ZONE_TRAFFIC_USD_PER_GB = 0.02;

const MONTH_SECONDS = 30 * 86_400;

/** What crosses zones, and what AWS takes for it in a month, with readers that name their zone and without. */
export function zoneTrafficLines(traffic: ZoneTraffic): readonly string[] {
  const { producers, replication, readers, readersByRack } = traffic;
  const written = producers + replication;
  return [
    `Between zones ${formatBytes(written + readers)}/s on average: producers ${formatBytes(producers)}/s, ` +
      `replication ${formatBytes(replication)}/s, readers ${formatBytes(readers)}/s`,
    `In a month    ${costs(written + readers)}, or ${costs(written + readersByRack)} ` +
      `with client.rack at the readers; AWS takes ${ZONE_TRAFFIC_USD_PER_GB} USD a GB`,
  ];
}

function costs(bytesPerSecond: number): string {
  const bytes = bytesPerSecond * MONTH_SECONDS;
  const usd = Math.round((bytes / 1e9) * ZONE_TRAFFIC_USD_PER_GB);
  return `${formatBytes(bytes)} for ${usd.toLocaleString('en')} USD`;
}
