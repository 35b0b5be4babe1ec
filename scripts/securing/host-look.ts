import type { Host, Topology } from '../../cluster/topology';
import { HostError } from '../hosts/host-error';
import type { HostShells } from '../hosts/host-shell';
import { lookOnce } from './open-doors';
import { sideOf, type OpenDoors, type Side } from './plan-security';
import type { SocketsWay } from './sockets-way';

export interface DeployedWays {
  readonly topology: Topology;
  readonly shells: HostShells;
}

/** How far hosts of their own have come, as their ports tell. */
export interface HostsLook {
  readonly side: Side;
  /** Of each process that listens. */
  readonly doors: readonly OpenDoors[];
}

/**
 * Looks at the ports of deployed hosts, once. Those that don't answer, and what does not run, are left out.
 *
 * @returns undefined where nothing runs
 * @throws UserError where processes are of stages that don't understand each other
 */
export async function lookAtHosts({
  topology,
  shells,
}: DeployedWays): Promise<HostsLook | undefined> {
  const way = socketsOver(shells);
  const readSockets = async (host: Host) => {
    try {
      return await way.readSockets(host);
    } catch (error) {
      if (error instanceof HostError) return '';
      throw error;
    }
  };
  const doors = await lookOnce({ topology, readSockets });
  return doors.length === 0 ? undefined : { side: sideOf(doors), doors };
}

/** What the kernels of deployed hosts know. */
export function socketsOver(shells: HostShells): SocketsWay {
  return {
    readSockets: async ({ name }) => {
      const { stdout } = await shells.of(name).run(['cat', '/proc/net/tcp', '/proc/net/tcp6']);
      return stdout;
    },
  };
}
