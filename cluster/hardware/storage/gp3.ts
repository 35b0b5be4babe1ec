import type { Problem } from '../../errors';
import { integer, optional } from '../../checks/checks';
import { ebsVolumes, type Volumes } from './storage-kind';

/**
 * SSD volumes, whose throughput and I/O operations are provisioned.
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html
 */
export interface Gp3Storage extends Volumes {
  readonly kind: 'gp3';
  /** Size of each volume in GiB. 1-65,536. */
  readonly sizeGiB: number;
  /**
   * Throughput provisioned for each volume in MiB/s. 125-2,000, at most 0.25 for each of `iops`.
   * @default 125
   */
  readonly throughputMiBps?: number;
  /**
   * I/O operations a second provisioned for each volume. 3,000-80,000, at most 500 for each GiB; the
   * least are had at any size.
   * @default 3000
   */
  readonly iops?: number;
}

const SIZE_GIB = { min: 1, max: 65_536 };
const THROUGHPUT_MIBPS = { min: 125, max: 2_000 };
const IOPS = { min: 3_000, max: 80_000 };
/** Operations a second that each GiB entitles to. */
const IOPS_PER_GIB = 500;
/** Throughput that one provisioned operation a second entitles to. */
const MIBPS_PER_IOPS = 0.25;

/** What this package knows of gp3. */
export const GP3 = ebsVolumes<Gp3Storage>('gp3', {
  sizeGiB: SIZE_GIB,
  spinning: false,
  fields: {
    throughputMiBps: optional(
      integer(THROUGHPUT_MIBPS.min, THROUGHPUT_MIBPS.max, 'Choose a throughput that gp3 has'),
    ),
    iops: optional(integer(IOPS.min, IOPS.max, 'Choose a rate that gp3 has')),
  },
  problems: (storage, path) => [
    ...iopsHaveTheirSize(storage, path),
    ...throughputHasItsIops(storage, path),
  ],
  throughputMiBps: ({ throughputMiBps = THROUGHPUT_MIBPS.min }) => throughputMiBps,
  provisioned: ({ iops, throughputMiBps: throughput }) => ({ iops, throughput }),
  faster: {
    mostMiBps: (storage) =>
      Math.min(THROUGHPUT_MIBPS.max, Math.floor(mostIops(storage) * MIBPS_PER_IOPS)),
    provision: (storage, throughputMiBps) => {
      const needed = Math.ceil(throughputMiBps / MIBPS_PER_IOPS);
      const enough = needed <= (storage.iops ?? IOPS.min);
      return { ...storage, throughputMiBps, ...(!enough && { iops: needed }) };
    },
  },
  busyQueue: 32,
  hasCredits: false,
});

function mostIops({ sizeGiB }: Gp3Storage): number {
  return Math.max(IOPS.min, IOPS_PER_GIB * sizeGiB);
}

function iopsHaveTheirSize(storage: Gp3Storage, path: string): readonly Problem[] {
  const { iops = 0, sizeGiB } = storage;
  const most = mostIops(storage);
  if (iops <= most) return [];
  return [
    {
      path: `${path}.iops`,
      rule: `be at most ${most.toLocaleString('en')}, ${IOPS_PER_GIB} for each of the ${sizeGiB.toLocaleString('en')} GiB`,
      value: iops,
      remedy: `Take ${most} or fewer, or volumes of at least ${Math.ceil(iops / IOPS_PER_GIB)} GiB`,
    },
  ];
}

function throughputHasItsIops(storage: Gp3Storage, path: string): readonly Problem[] {
  const { iops = IOPS.min, throughputMiBps = THROUGHPUT_MIBPS.min } = storage;
  if (throughputMiBps <= iops * MIBPS_PER_IOPS) return [];
  return [
    {
      path: `${path}.throughputMiBps`,
      rule: `be at most ${MIBPS_PER_IOPS} MiB/s for each of the ${iops.toLocaleString('en')} iops`,
      value: throughputMiBps,
      remedy: `Provision ${throughputMiBps / MIBPS_PER_IOPS} iops or more, or ask for ${iops * MIBPS_PER_IOPS} MiB/s`,
    },
  ];
}
