import type { BootedHost } from './hosts/booted-host';
import type { Lab } from './start-lab';

/** What can happen to hosts that nobody asked for. Each is named for the harm; hosts by their names. */
export interface Faults {
  /** Power is gone: nothing of the host runs a moment longer. EC2 then shows the instance as stopped. */
  loseHost(name: string): Promise<void>;
  /** Its processes stand still, its connections stay open: the hardest to tell from slowness. */
  freeze(name: string): Promise<void>;
  thaw(name: string): Promise<void>;
  /** No packet in or out. */
  unplugCable(name: string): Promise<void>;
  plugInCable(name: string): Promise<void>;
  /** Two groups that don't reach each other, while each reaches all the rest. */
  partition(one: readonly string[], other: readonly string[]): Promise<void>;
  heal(): Promise<void>;
  /** Leaves no free byte on a file system of the host. */
  fillDisk(name: string, mountPoint: string): Promise<void>;
  emptyDisk(name: string, mountPoint: string): Promise<void>;
}

const FILLER = '.filled-by-the-lab';

/** The faults of a lab's hosts. */
export function faultsOf(lab: Lab): Faults {
  const instances = (names: readonly string[]) => names.map((name) => lab.host(name).instance);
  const host = (name: string): BootedHost => lab.host(name);
  return {
    loseHost: (name) => host(name).kill(),
    freeze: (name) => host(name).freeze(true),
    thaw: (name) => host(name).freeze(false),
    unplugCable: (name) => lab.network.setCable(host(name).instance, false),
    plugInCable: (name) => lab.network.setCable(host(name).instance, true),
    partition: (one, other) => lab.network.partition(instances(one), instances(other)),
    heal: () => lab.network.heal(),
    fillDisk: async (name, point) => {
      const fill = `fallocate -l $(df --output=avail -B1 ${point} | tail -1) ${point}/${FILLER}`;
      await host(name).inside(['bash', '-c', fill]);
    },
    emptyDisk: async (name, point) => {
      await host(name).inside(['rm', '-f', `${point}/${FILLER}`]);
    },
  };
}
