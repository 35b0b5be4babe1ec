import { inspect } from 'node:util';
import { endpointText, parseEndpoint, type Endpoint } from '../listeners/endpoint';
import type { Problem } from '../errors';
import { LISTENERS, type Listener } from '../listeners/listeners';
import type { ListenerSpec, NamedListenerSpec } from '../listeners/listeners-spec';
import { advertisedText, listenerPort, resolveListeners } from '../listeners/resolve-listeners';
import { resolveDomain } from '../resolve-spec';
import { securityOf } from '../security';
import type { KafkaClusterSpec } from '../spec';
import { brokerName } from '../topology';

/** A listener whose names the spec gives. */
interface Named extends NamedListenerSpec {
  readonly listener: Listener;
  /** Of the field that gives them. */
  readonly path: string;
  readonly spec: KafkaClusterSpec;
}

/** Clients find every broker, and each by itself, where the spec names them. */
export function advertisedNamesSound(spec: KafkaClusterSpec): readonly Problem[] {
  return LISTENERS.flatMap((listener) => {
    const given: ListenerSpec | NamedListenerSpec | undefined = spec.listeners?.[listener.id];
    if (!given || !('advertised' in given)) return [];
    const path = `listeners.${listener.id}.advertised`;
    const named = { ...given, listener, path, spec };
    const strange = [...unnamed(named), ...unknown(named)];
    const unsound = [...strange, ...spec.brokers.flatMap(({ id }) => unsoundName(named, id))];
    return unsound.length > 0 ? unsound : notApart(named);
  });
}

function unnamed(named: Named) {
  const ids = named.spec.brokers.map(({ id }) => id);
  const missing = ids.filter((id) => advertisedText(named, id) === undefined);
  if (missing.length === 0) return [];
  const found = ids.filter((id) => !missing.includes(id));
  return [
    {
      path: named.path,
      rule: `name each broker (${ids.join(', ')})`,
      value: found.length === 0 ? 'none' : `only ${found.join(', ')}`,
      remedy: `Add what clients shall connect to for broker ${missing.join(', ')}`,
    },
  ];
}

function unknown({ spec, advertised, path }: Named) {
  if (typeof advertised === 'string') return [];
  const ids = spec.brokers.map(({ id }) => String(id));
  return Object.keys(advertised)
    .filter((key) => !ids.includes(key))
    .map((key) => ({
      path: `${path}[${inspect(key)}]`,
      rule: `be the id of a broker (${ids.join(', ')})`,
      value: key,
      remedy: 'Leave it out, or name a broker of this spec',
    }));
}

function unsoundName(named: Named, id: number): readonly Problem[] {
  const { advertised, path } = named;
  const text: unknown = advertisedText(named, id);
  if (text === undefined || (typeof text === 'string' && endpointOf(named, id))) return [];
  return [
    {
      path: typeof advertised === 'string' ? `${path} of broker ${id}` : `${path}[${id}]`,
      rule: 'be a host name or an address that a host can have, with or without a port from 1 to 65,535',
      value: text,
      remedy: "Write it such as 'kafka-1.example.com:9094'; an IPv6 address stands in brackets",
    },
  ];
}

function endpointOf(named: Named, id: number): Endpoint | undefined {
  const port = listenerPort(named.listener, named, securityOf(named.spec).kind)!;
  return parseEndpoint(advertisedText(named, id) ?? '', port);
}

/** A name that stands for several brokers leads to any of them, and only one has the partition. */
function notApart(named: Named): readonly Problem[] {
  const { spec, listener } = named;
  const ids = spec.brokers.map(({ id }) => id);
  const elsewhere = new Set(otherEndpoints(named).map(comparable));
  const brokersOf = new Map<string, number[]>();
  for (const id of ids) {
    const key = comparable(endpointOf(named, id)!);
    brokersOf.set(key, [...(brokersOf.get(key) ?? []), id]);
  }
  return [...brokersOf].flatMap(([endpoint, brokers]) => [
    ...(brokers.length > 1 ? [shared(named.path, endpoint, brokers)] : []),
    ...(elsewhere.has(endpoint) ? [another(named.path, endpoint, listener)] : []),
  ]);
}

/** Where the hosts' own names lead to the other listeners. */
function otherEndpoints({ spec, listener }: Named): readonly Endpoint[] {
  const domain = resolveDomain(spec);
  const security = securityOf(spec);
  const ports = Object.entries(resolveListeners(spec.listeners, [], security))
    .filter(([id]) => id !== listener.id)
    .flatMap(([, listening]) => listening.ports[security.kind] ?? []);
  return spec.brokers.flatMap(({ id }) =>
    ports.map((port) => ({ host: `${brokerName(id)}.${domain}`, port })),
  );
}

/** Names are the same in capitals and in small letters. */
function comparable(endpoint: Endpoint): string {
  return endpointText(endpoint).toLowerCase();
}

function shared(path: string, endpoint: string, brokers: readonly number[]): Problem {
  return {
    path,
    rule: 'lead to each broker by itself',
    value: `${endpoint} for brokers ${brokers.join(', ')}`,
    remedy: 'Put {id} into the name or the port, or give each broker its own',
  };
}

function another(path: string, value: string, { id, forms }: Listener): Problem {
  const { name } = forms.plaintext ?? forms.tls;
  return {
    path,
    rule: `lead to ${name}, not to another listener of the brokers`,
    value,
    remedy: `Name what clients outside shall connect to, or leave \`${id}\` out`,
  };
}
