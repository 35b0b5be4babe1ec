import type { Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { ProcessName } from '../../cluster/processes/processes';
import { brokerHosts, zookeeperHosts, type Topology } from '../../cluster/topology';
import type { Endpoint } from '../../cluster/listeners/endpoint';
import { METADATA } from './bytes-answered';

/** Who calls at the ports of members, rightly or not. */
export interface Caller {
  /** Key and certificate that he shows, PEM. @default - none */
  readonly identity?: string | undefined;
  /** Where he calls from. @default - the address that every local host may call from */
  readonly localAddress?: string | undefined;
}

/** A port at which members are let in, and a question that is answered to them alone. */
interface MembersDoor {
  /** Whose key leads in there. */
  readonly of: ProcessName;
  readonly ports: (topology: Topology) => readonly Endpoint[];
  readonly question: Buffer;
}

/** A number that no member has. */
const NO_MEMBER = 255n;

export const MEMBERS_DOORS = {
  "the brokers' own listener": {
    of: 'kafka',
    ports: (topology) =>
      brokerHosts(topology).map(({ address, ports }) => ({
        ...{ host: address, port: ports.interBrokerTls },
      })),
    question: METADATA,
  },
  "ZooKeeper's port for brokers and tools": {
    of: 'kafka',
    ports: (topology) => zookeeperPorts(topology, 'zookeeperTls'),
    question: Buffer.from('srvr'),
  },
  // The leader alone listens at the other port of the quorum.
  'where ZooKeeper copies what it keeps': {
    of: 'zookeeper',
    ports: (topology) => zookeeperPorts(topology, 'zookeeperPeer'),
    question: observerInfo(),
  },
  'where ZooKeeper elects its leader': {
    of: 'zookeeper',
    ports: (topology) => zookeeperPorts(topology, 'zookeeperElection'),
    question: vote(),
  },
} satisfies Readonly<Record<string, MembersDoor>>;

export type MembersDoorName = keyof typeof MEMBERS_DOORS;

const zookeeperPorts = (
  topology: Topology,
  id: 'zookeeperTls' | 'zookeeperPeer' | 'zookeeperElection',
) => zookeeperHosts(topology).map(({ address, ports }) => ({ host: address, port: ports[id] }));

/** `Learner.registerWithLeader` of somebody who wants to be told all that is written, and to have no vote. */
function observerInfo(): Buffer {
  const [OBSERVERINFO, PROTOCOL, NO_AUTHORITIES] = [16, 0x1_0000, -1];
  return Buffer.concat([
    ...[int(OBSERVERINFO), long(0n)],
    ...[int(20), long(NO_MEMBER), int(PROTOCOL), long(0n)],
    int(NO_AUTHORITIES),
  ]);
}

/** `QuorumCnxManager` and `FastLeaderElection`: who has no vote is told at once how the others vote. */
function vote(): Buffer {
  const [PROTOCOL, LOOKING] = [-65_536n, 0];
  const address = Buffer.from('127.0.0.1:1');
  return Buffer.concat([
    ...[long(PROTOCOL), long(NO_MEMBER), int(address.length), address],
    ...[int(28), int(LOOKING), long(NO_MEMBER), long(0n), long(0n)],
  ]);
}

function int(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(value);
  return buffer;
}

function long(value: bigint): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigInt64BE(value);
  return buffer;
}

/** By the kind of door, at how many of its ports somebody is answered, by even one byte. */
export async function answeredDoors(
  topology: Topology,
  openTo: (port: Endpoint, of: ProcessName) => Socket,
): Promise<Readonly<Record<MembersDoorName, number>>> {
  const doors = Object.entries(MEMBERS_DOORS).map(async ([door, { of, ports, question }]) => {
    const answers = ports(topology).map(async (port) => {
      const socket = openTo(port, of).on('error', () => undefined);
      return await isAnswered(socket, question).finally(() => socket.destroy());
    });
    return [door, (await Promise.all(answers)).filter(Boolean).length];
  });
  return Object.fromEntries(await Promise.all(doors)) as Record<MembersDoorName, number>;
}

/** What is answered to members of a cluster of three hosts. */
export const ALL_DOORS: Readonly<Record<MembersDoorName, number>> = {
  "the brokers' own listener": 3,
  "ZooKeeper's port for brokers and tools": 3,
  'where ZooKeeper copies what it keeps': 1,
  'where ZooKeeper elects its leader': 3,
};

export const NO_DOOR: Readonly<Record<MembersDoorName, number>> = {
  "the brokers' own listener": 0,
  "ZooKeeper's port for brokers and tools": 0,
  'where ZooKeeper copies what it keeps': 0,
  'where ZooKeeper elects its leader': 0,
};

/** ZooKeeper's members look at where a caller comes from, nobody else does. */
export const DOORS_FROM_ELSEWHERE: Readonly<Record<MembersDoorName, number>> = {
  ...NO_DOOR,
  "the brokers' own listener": 3,
  "ZooKeeper's port for brokers and tools": 3,
};

/** By TLS. Whom he meets is of no concern to him. */
export function callAs({ identity, localAddress }: Caller, { host, port }: Endpoint): TLSSocket {
  const socket = connect({
    ...{ host, port, localAddress, cert: identity, key: identity, rejectUnauthorized: false },
  });
  return socket.on('error', () => undefined);
}

/** Whether anything comes back to a question, before the other side hangs up. */
export async function isAnswered(socket: Socket, question: Buffer): Promise<boolean> {
  socket.write(question);
  return await new Promise((resolve) => {
    socket.once('data', (data: Buffer) => resolve(!isAlert(data)));
    socket.once('close', () => resolve(false));
  });
}

/** What a port with TLS says to whoever does not speak it, before it hangs up. */
const isAlert = (data: Buffer) => data[0] === 0x15 && data[1] === 0x03;
