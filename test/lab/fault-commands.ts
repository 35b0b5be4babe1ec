import type { Faults } from './faults';

/** A fault, as it is asked for by words. */
export interface FaultCommand {
  /** What follows its name. */
  readonly usage: string;
  readonly does: string;
  /** Undefined where the words are not what `usage` says. */
  readonly parse: (words: readonly string[]) => ((faults: Faults) => Promise<void>) | undefined;
}

/** Where a broker has its first data disk. */
const DATA_DISK = '/var/lib/kafka/disk1';

const ofHost =
  (act: (faults: Faults, host: string) => Promise<void>): FaultCommand['parse'] =>
  ([host, ...more]) =>
    host === undefined || more.length > 0 ? undefined : (faults) => act(faults, host);

const ofDisk =
  (
    act: (faults: Faults, host: string, mountPoint: string) => Promise<void>,
  ): FaultCommand['parse'] =>
  ([host, mountPoint = DATA_DISK, ...more]) =>
    host === undefined || more.length > 0 ? undefined : (faults) => act(faults, host, mountPoint);

/** Both ends of each fault, by name. */
export const FAULT_COMMANDS: Readonly<Record<string, FaultCommand>> = {
  'lose-host': {
    usage: '<host>',
    does: 'its power is gone; EC2 shows it as stopped',
    parse: ofHost((faults, host) => faults.loseHost(host)),
  },
  freeze: {
    usage: '<host>',
    does: 'its processes stand still, its connections stay open',
    parse: ofHost((faults, host) => faults.freeze(host)),
  },
  thaw: {
    usage: '<host>',
    does: 'ends freeze',
    parse: ofHost((faults, host) => faults.thaw(host)),
  },
  'unplug-cable': {
    usage: '<host>',
    does: 'no packet in or out',
    parse: ofHost((faults, host) => faults.unplugCable(host)),
  },
  'plug-in-cable': {
    usage: '<host>',
    does: 'ends unplug-cable',
    parse: ofHost((faults, host) => faults.plugInCable(host)),
  },
  partition: {
    usage: '<host,…> <host,…>',
    does: 'the two groups do not reach each other; each reaches all others',
    parse: ([one, other, ...more]) =>
      one === undefined || other === undefined || more.length > 0
        ? undefined
        : (faults) => faults.partition(one.split(','), other.split(',')),
  },
  heal: {
    usage: '',
    does: 'ends partition',
    parse: (words) => (words.length > 0 ? undefined : (faults) => faults.heal()),
  },
  'fill-disk': {
    usage: '<host> [mount point]',
    does: `leaves no free byte there, ${DATA_DISK} by default`,
    parse: ofDisk((faults, host, mountPoint) => faults.fillDisk(host, mountPoint)),
  },
  'empty-disk': {
    usage: '<host> [mount point]',
    does: 'ends fill-disk',
    parse: ofDisk((faults, host, mountPoint) => faults.emptyDisk(host, mountPoint)),
  },
};
