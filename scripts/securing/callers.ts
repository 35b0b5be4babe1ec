import { setTimeout as sleep } from 'node:timers/promises';
import { LISTENERS } from '../../cluster/listeners/listeners';
import type { SecurityKind } from '../../cluster/security';
import { zookeeperPort, type Host, type Topology } from '../../cluster/topology';
import { readSocketsOf, type SocketsWay } from './sockets-way';

/** Somebody who is connected to a port that is to be closed. */
export interface Caller {
  /** His address. */
  readonly from: string;
  /** Where he is connected: `CLIENT of broker-1`. */
  readonly at: string;
}

export interface CallersLook extends SocketsWay {
  readonly topology: Topology;
  /** The ports that are looked at. */
  readonly kind: SecurityKind;
  readonly signal: AbortSignal;
}

const LOOKS = 6;
const PAUSE_MS = 500;

/** Who is connected within some seconds, each once. Who comes once an hour may not be seen. */
export async function findCallers(look: CallersLook): Promise<readonly Caller[]> {
  const found = new Map<string, Caller>();
  for (let count = 0; count < LOOKS; count += 1) {
    if (count > 0) await sleep(PAUSE_MS, undefined, { signal: look.signal });
    const callers = await Promise.all(look.topology.hosts.map((host) => callersOf(look, host)));
    for (const caller of callers.flat()) found.set(`${caller.from} ${caller.at}`, caller);
  }
  return [...found.values()];
}

async function callersOf(look: CallersLook, host: Host): Promise<readonly Caller[]> {
  const doors = clientDoors(host, look.kind);
  const sockets = await readSocketsOf(look, host);
  return sockets.flatMap(({ state, port, from }) => {
    const door = doors.get(port);
    return door && state === 'connected' ? [{ from, at: `${door} of ${host.name}` }] : [];
  });
}

/** Where others than members may come in, by the ports. */
function clientDoors({ broker, zookeeper, ports }: Host, kind: SecurityKind) {
  const doors = new Map<number, string>();
  for (const { from, forms } of LISTENERS) {
    const form = forms[kind];
    if (form && broker && from === 'clients') doors.set(ports[form.portId], form.name);
  }
  if (zookeeper) doors.set(zookeeperPort({ ports }, { kind }), 'ZooKeeper');
  return doors;
}

/** A line for each address, with all places where it is connected. */
export function renderCallers(callers: readonly Caller[]): readonly string[] {
  const places = new Map<string, string[]>();
  for (const { from, at } of callers) places.set(from, [...(places.get(from) ?? []), at]);
  return [...places].map(([from, at]) => `${from}: ${at.toSorted().join(', ')}`).sort();
}
