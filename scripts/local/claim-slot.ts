import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { UserError } from '../../cluster/errors';
import { LOCAL_SLOTS, localPorts, type LocalAddressing } from '../../cluster/local-site';
import { RUN_PROGRAM } from '../../cluster/program';

/** A block of ports that is ours until it is released or this process ends. */
export interface ClaimedSlot {
  readonly slot: number;
  readonly addressing: LocalAddressing;
  /** Gives it back; once, however often it is called. */
  release: () => Promise<void>;
}

/** Hosts that fit into one slot: their ports are at least 10 apart where addresses are not. */
const MAX_LOCAL_HOSTS = 10;

/**
 * Whoever listens here has the slot. The kernel gives the port to one process only, also when two
 * ask in the same instant, and takes it back however that process ends.
 */
const guardPort = (slot: number): number => 2180 + slot * 100;

/**
 * Claims the first slot whose ports are all free.
 *
 * @param options.preferred tried first, so that a cluster that comes back has its old ports
 * @throws UserError where every slot is taken, or the cluster has too many hosts for one
 */
export async function claimSlot(options: {
  readonly hosts: number;
  readonly preferred?: number | undefined;
}): Promise<ClaimedSlot> {
  const { hosts, preferred } = options;
  if (hosts > MAX_LOCAL_HOSTS) {
    throw new UserError(
      `spec: must have at most ${MAX_LOCAL_HOSTS} hosts to run on one machine, got ${hosts}. ` +
        'Run a smaller spec locally.',
    );
  }
  const addressing = await probeAddressing(hosts);
  for (const slot of slotsFrom(preferred)) {
    const guard = await listen('127.0.0.1', guardPort(slot));
    if (!guard) continue;
    let released: Promise<void> | undefined;
    const release = () => (released ??= close(guard));
    if (await allFree(neededPorts(addressing, slot, hosts))) return { slot, addressing, release };
    await release();
  }
  throw new UserError(
    `This machine: must have a free block of ports, but all ${LOCAL_SLOTS} are in use (9092, 9192 … ` +
      `${9092 + (LOCAL_SLOTS - 1) * 100}). Stop a cluster (\`${RUN_PROGRAM} local status\` lists them).`,
  );
}

function slotsFrom(preferred: number | undefined): readonly number[] {
  const all = Array.from({ length: LOCAL_SLOTS }, (_, slot) => slot);
  return preferred === undefined ? all : [preferred, ...all.filter((slot) => slot !== preferred)];
}

/** Found out by trying: Linux answers on all of 127.0.0.0/8, a Mac on 127.0.0.1 alone. */
async function probeAddressing(hosts: number): Promise<LocalAddressing> {
  const addresses = Array.from({ length: hosts }, (_, index) => `127.0.0.${index + 1}`);
  return (await allFree(addresses.map((address) => ({ address, port: 0 }))))
    ? 'addresses'
    : 'ports';
}

interface Endpoint {
  readonly address: string;
  readonly port: number;
}

function neededPorts(
  addressing: LocalAddressing,
  slot: number,
  hosts: number,
): readonly Endpoint[] {
  return Array.from({ length: hosts }, (_, index) => {
    const address = addressing === 'addresses' ? `127.0.0.${index + 1}` : '127.0.0.1';
    return Object.values(localPorts({ addressing, slot }, index)).map((port: number) => ({
      address,
      port,
    }));
  }).flat();
}

async function allFree(endpoints: readonly Endpoint[]): Promise<boolean> {
  const servers = await Promise.all(endpoints.map(({ address, port }) => listen(address, port)));
  await Promise.all(servers.filter((server) => server !== undefined).map(close));
  return servers.every((server) => server !== undefined);
}

/** Undefined where the address or the port is not to be had. */
async function listen(address: string, port: number): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy());
  server.listen({ host: address, port, exclusive: true });
  try {
    await once(server, 'listening');
    return server.unref();
  } catch {
    return undefined;
  }
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}
