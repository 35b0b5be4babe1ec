import {
  SHIPPER_COUNTS,
  SHIPPER_METRICS,
  type ShipperMetricName,
} from '../../cluster/metrics/shipper-metrics';
import type { SeenReports } from './report-follower';
import { renderFamilies, type Sample } from './render-families';
import type { SeenShipper } from './seen-shipper';

/** What shippers have reported, as Prometheus reads it. */
export function renderShipperMetrics({ shippers, isUnread }: SeenReports): string {
  const each = (valueOf: (shipper: SeenShipper) => number): readonly Sample[] =>
    shippers.map((shipper) => [valueOf(shipper), shipper.host]);
  const counts = Object.fromEntries(
    SHIPPER_COUNTS.map(({ name, count }) => [name, each(({ counts: all }) => all[count] ?? 0)]),
  ) as Record<(typeof SHIPPER_COUNTS)[number]['name'], readonly Sample[]>;
  const samples: Record<ShipperMetricName, readonly Sample[]> = {
    ...counts,
    kafka_shipper_lastreport_timestamp_seconds: each((it) => it.reportedAtMs / 1_000),
    kafka_shipper_ended: each((it) => Number(it.hasEnded)),
    kafka_shipper_togo_bytes: each((it) => it.bytesToGo),
    kafka_shipper_unacknowledged_seconds: each((it) => it.unacknowledgedMs / 1_000),
    kafka_shipper_files: each((it) => it.files),
    kafka_shipper_reportsunread: [[Number(isUnread)]],
  };
  return renderFamilies(SHIPPER_METRICS, samples);
}
