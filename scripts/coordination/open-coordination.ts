import { hasBothPorts } from '../../cluster/security';
import { zookeeperHosts, zookeeperPort, type Topology } from '../../cluster/topology';
import { credentialsOf } from '../cluster-access/credentials-of';
import { openStreamTo } from '../cluster-access/open-stream';
import type { Reach } from '../cluster-access/reach';
import type { Coordination } from './coordination';
import { ZookeeperCoordination } from './zookeeper/zookeeper-coordination';
import { ZookeeperSession } from './zookeeper/session';

export interface CoordinationOptions {
  readonly topology: Topology;
  readonly reach: Reach;
  /**
   * How long what is owned outlives the last word from here: a holder that dies or is cut off. From 4 to
   * 40 s with ZooKeeper's usual ticks. @default 10000
   */
  readonly sessionMs?: number;
  /** How long one question may take, all tries together. @default 15000 */
  readonly limitMs?: number;
  /** Ends the opening. */
  readonly signal?: AbortSignal;
}

/**
 * Opens a session at what coordinates a cluster; it is to be closed.
 *
 * @throws AccessError where nobody lets us in
 */
export async function openCoordination(options: CoordinationOptions): Promise<Coordination> {
  const { topology, reach, signal, sessionMs = 10_000, limitMs = 15_000 } = options;
  const { clusterName, metadata, security } = topology.spec;
  const credentials = credentialsOf(reach, security);
  switch (metadata.kind) {
    case 'zookeeper': {
      const members = zookeeperHosts(topology).map((host) => ({
        name: host.name,
        endpoint: () => reach(host.address, zookeeperPort(host, security)),
        open: openStreamTo(host.address, credentials),
      }));
      const session = new ZookeeperSession({ members, timeoutMs: sessionMs, limitMs });
      const coordination = new ZookeeperCoordination(session, {
        chroot: `/${clusterName}`,
        // Who comes without TLS must find them too, as long as somebody may.
        entriesFor: credentials && !hasBothPorts(security) ? 'own-name' : 'everyone',
      });
      const end = () => void coordination.close();
      signal?.addEventListener('abort', end);
      try {
        await coordination.begin();
        return coordination;
      } catch (error) {
        end();
        signal?.throwIfAborted();
        throw error;
      } finally {
        signal?.removeEventListener('abort', end);
      }
    }
  }
}
