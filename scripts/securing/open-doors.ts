import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { formatProblem, UserError } from '../../cluster/errors';
import { listenerKind } from '../../cluster/listeners/listeners';
import { processesOf } from '../../cluster/processes/host-process';
import { zookeeperPort, type Host, type Topology } from '../../cluster/topology';
import type { OpenDoors } from './plan-security';
import { readSocketsOf, type SocketsWay } from './sockets-way';

export interface DoorsLook extends SocketsWay {
  readonly topology: Topology;
}

/** A process that starts opens one port after another. */
const PAUSE_MS = 1_000;

/**
 * Which ports the processes of a cluster have open, as two looks in a row agree. Processes that are down are left
 * out: the gates of what follows judge them.
 *
 * @throws UserError where none runs
 */
export async function readOpenDoors(
  look: DoorsLook,
  signal: AbortSignal,
): Promise<readonly OpenDoors[]> {
  let before = await lookOnce(look);
  for (;;) {
    await sleep(PAUSE_MS, undefined, { signal });
    const now = await lookOnce(look);
    if (isDeepStrictEqual(before, now)) break;
    before = now;
  }
  if (before.length > 0) return before;
  const problem = {
    path: look.topology.spec.clusterName,
    rule: 'run, so that its security can be changed',
    value: 'no process that listens',
    remedy: 'Start it first',
  };
  throw new UserError(formatProblem(problem));
}

/** The same at this moment; empty where nothing runs. */
export async function lookOnce(look: DoorsLook): Promise<readonly OpenDoors[]> {
  const { topology } = look;
  const seen = topology.hosts.map(async (host) => {
    const sockets = await readSocketsOf(look, host);
    const listens = (port: number) =>
      sockets.some((socket) => socket.state === 'listening' && socket.port === port);
    return processesOf(topology, host).map(({ name }) => {
      const { plaintext, tls } = memberPorts(host)[name];
      return {
        who: `${host.name} ${name}`,
        open: { plaintext: listens(plaintext), tls: listens(tls) },
      };
    });
  });
  return (await Promise.all(seen)).flat().filter(({ open }) => open.plaintext || open.tls);
}

/** The ports of each process at which it is told of which security it is. */
function memberPorts({ ports }: Host) {
  const { forms } = listenerKind('interBroker');
  return {
    kafka: { plaintext: ports[forms.plaintext!.portId], tls: ports[forms.tls.portId] },
    zookeeper: {
      plaintext: zookeeperPort({ ports }, { kind: 'plaintext' }),
      tls: zookeeperPort({ ports }, { kind: 'tls' }),
    },
  };
}
