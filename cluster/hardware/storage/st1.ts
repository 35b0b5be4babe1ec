import { ebsVolumes, type Volumes } from './storage-kind';

/**
 * Hard-disk volumes, whose throughput follows from their size: 40 MiB/s a TiB, at most 500.
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/hdd-vols.html
 */
export interface St1Storage extends Volumes {
  readonly kind: 'st1';
  /** Size of each volume in GiB. 125-16,384. */
  readonly sizeGiB: number;
}

const BASELINE_MIBPS_PER_TIB = 40;
const MOST_MIBPS = 500;

/** What this package knows of st1. */
export const ST1 = ebsVolumes<St1Storage>('st1', {
  sizeGiB: { min: 125, max: 16_384 },
  spinning: true,
  fields: {},
  throughputMiBps: ({ sizeGiB }) => Math.min(MOST_MIBPS, (sizeGiB / 1024) * BASELINE_MIBPS_PER_TIB),
  provisioned: () => ({}),
  busyQueue: 16,
  hasCredits: true,
});
