import type { HostDisk } from '../cluster/hardware/host-disks';
import { renderTemplate } from '../cluster/host-files/render-template';
import type { FirstBootReach } from './first-boot-reach';
import { literal } from './literal';

export interface FirstBootProps {
  /** The host's name in the cluster, such as `broker-1`. */
  readonly hostName: string;
  readonly region: string;
  readonly bucket: string;
  /** What the keys of the host's files begin with. */
  readonly keyPrefix: string;
  /**
   * Of the manifest that the host may take, in hex: the one thing here that changes. A standing host
   * keeps the one that it was born with until converge hands it another.
   */
  readonly manifestSha256: string;
  readonly disks: readonly FirstBootDisk[];
  /** @default - straight, and packages from the image's own sources */
  readonly reach?: FirstBootReach;
}

export interface FirstBootDisk extends Pick<HostDisk, 'name' | 'mountPoint'> {
  /** Undefined for a disk inside the host. */
  readonly volumeId?: string;
}

/** The user data of a host: what it needs to find its disks, and to find and trust its files. */
export function firstBoot({ disks, reach = STRAIGHT, ...host }: FirstBootProps): string {
  return literal(
    renderTemplate('host/first-boot', {
      ...host,
      ...reach,
      disks: disks.map(({ volumeId, ...disk }) => ({ ...disk, volumeId: volumeId ?? 'inside' })),
    }),
  );
}

const STRAIGHT: FirstBootReach = { environment: [], mirrors: [] };
