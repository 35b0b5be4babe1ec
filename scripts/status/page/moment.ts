import type { ShownDisk } from '../cluster-status';
import { shareOf } from '../host-tables';
import type { PageStatus } from './page-status';

/** What is followed from look to look: a few figures of the whole cluster, undefined where they are not known. */
export interface Moment {
  readonly at: Date;
  readonly writtenBytesPerSecond: number | undefined;
  /** Of all groups together. */
  readonly lagRecords: number | undefined;
  readonly underReplicated: number | undefined;
  /** How full the fullest disk is, as a share. */
  readonly fullestDisk: number | undefined;
}

export function momentOf({ at, topics, groups, partitions, hosts }: PageStatus): Moment {
  const rates = topics?.topics.flatMap(({ bytesInPerSecond }) => bytesInPerSecond ?? []);
  const shares = hosts.flatMap(({ disks }) => disks.map((disk: ShownDisk) => shareOf(disk)));
  return {
    at,
    writtenBytesPerSecond: rates && sum(rates),
    lagRecords: groups && sum(groups.groups.map(({ records }) => records)),
    underReplicated: partitions?.underReplicated,
    fullestDisk: shares.length === 0 ? undefined : Math.max(...shares),
  };
}

const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);
