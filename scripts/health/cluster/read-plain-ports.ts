import { once } from 'node:events';
import { connect } from 'node:net';
import { processesOf } from '../../../cluster/processes/host-process';
import { LISTENER_FORMS } from '../../../cluster/listeners/listeners';
import { PORT_KINDS, type PortKind } from '../../../cluster/processes/ports';
import type { ProcessName } from '../../../cluster/processes/processes';
import { hasBothPorts } from '../../../cluster/security';
import type { Host, Topology } from '../../../cluster/topology';
import type { Reach } from '../../cluster-access/reach';

/** A port without TLS at which somebody is let in. */
export interface PlainPort {
  readonly host: string;
  /** The name of the listener, or `ZooKeeper`. */
  readonly door: string;
  readonly port: number;
  /** Whether the spec leaves it open, for clients that are not moved yet. */
  readonly isOfSpec: boolean;
}

/** What each process answers to whoever comes: versions of requests, and `imok`. */
const QUESTIONS: Readonly<Record<ProcessName, Buffer>> = {
  kafka: Buffer.from('0000000a0012000000000001ffff', 'hex'),
  zookeeper: Buffer.from('ruok'),
};

const LIMIT_MS = 5_000;

/**
 * Tries each port that a secured cluster has without TLS, or once had: what answers there is open, whatever files
 * and settings say.
 *
 * @returns undefined where the cluster is to have nothing else
 */
export async function readPlainPorts(
  topology: Topology,
  reach: Reach,
): Promise<readonly PlainPort[] | undefined> {
  if (topology.spec.security.kind === 'plaintext') return undefined;
  const isOfSpec = hasBothPorts(topology.spec.security);
  const tried = topology.hosts.flatMap((host) =>
    plainPorts(topology, host).map(async (kind) => {
      const port = host.ports[kind.id];
      const isOpen = await answers(reach, { host, port }, QUESTIONS[kind.process]);
      return isOpen ? [{ host: host.name, door: doorOf(kind), port, isOfSpec }] : [];
    }),
  );
  return (await Promise.all(tried)).flat();
}

function plainPorts(topology: Topology, host: Host): readonly PortKind[] {
  const processes = processesOf(topology, host).map(({ name }) => name);
  return PORT_KINDS.filter(
    ({ security, process }) => security === 'plaintext' && processes.includes(process),
  );
}

function doorOf({ id }: PortKind): string {
  return LISTENER_FORMS.find(({ portId }) => portId === id)?.name ?? 'ZooKeeper';
}

/** Through a tunnel, a port where nobody listens takes the question all the same: an answer decides. */
async function answers(
  reach: Reach,
  { host, port }: { readonly host: Host; readonly port: number },
  question: Buffer,
): Promise<boolean> {
  const near = await reach(host.address, port).catch(() => undefined);
  if (!near) return false;
  const socket = connect(near);
  // It is refused, as it should be.
  socket.on('error', () => undefined);
  socket.on('connect', () => socket.write(question));
  const signal = AbortSignal.timeout(LIMIT_MS);
  const closed = new Promise<false>((resolve) => socket.once('close', () => resolve(false)));
  const data = once(socket, 'data', { signal }).then(
    () => true,
    () => false,
  );
  return await Promise.race([data, closed]).finally(() => socket.destroy());
}
