import { inspect } from 'node:util';
import { endpointText, parseEndpoint, type Endpoint } from '../listeners/endpoint';
import type { Problem } from '../errors';
import { listenerKind } from '../listeners/listeners';
import type { ExternalListenerSpec } from '../listeners/listeners-spec';
import { advertisedText, resolveListeners } from '../listeners/resolve-listeners';
import { resolveDomain } from '../resolve-spec';
import type { KafkaClusterSpec } from '../spec';
import { brokerName } from '../topology';

const PATH = 'listeners.external.advertised';

/** Clients outside find every broker, and each by itself. */
export function externalNamesSound(spec: KafkaClusterSpec): readonly Problem[] {
  const external = spec.listeners?.external;
  if (external === undefined) return [];
  const strange = [...unnamed(spec, external), ...unknown(spec, external)];
  const unsound = [...strange, ...spec.brokers.flatMap(({ id }) => unsoundName(external, id))];
  return unsound.length > 0 ? unsound : notApart(spec, external);
}

function unnamed({ brokers }: KafkaClusterSpec, external: ExternalListenerSpec) {
  const ids = brokers.map(({ id }) => id);
  const missing = ids.filter((id) => advertisedText(external, id) === undefined);
  if (missing.length === 0) return [];
  const named = ids.filter((id) => !missing.includes(id));
  return [
    {
      path: PATH,
      rule: `name each broker (${ids.join(', ')})`,
      value: named.length === 0 ? 'none' : `only ${named.join(', ')}`,
      remedy: `Add what clients shall connect to for broker ${missing.join(', ')}`,
    },
  ];
}

function unknown({ brokers }: KafkaClusterSpec, { advertised }: ExternalListenerSpec) {
  if (typeof advertised === 'string') return [];
  const ids = brokers.map(({ id }) => String(id));
  return Object.keys(advertised)
    .filter((key) => !ids.includes(key))
    .map((key) => ({
      path: `${PATH}[${inspect(key)}]`,
      rule: `be the id of a broker (${ids.join(', ')})`,
      value: key,
      remedy: 'Leave it out, or name a broker of this spec',
    }));
}

function unsoundName(external: ExternalListenerSpec, id: number): readonly Problem[] {
  const text: unknown = advertisedText(external, id);
  if (text === undefined || (typeof text === 'string' && endpointOf(external, id))) return [];
  return [
    {
      path: typeof external.advertised === 'string' ? `${PATH} of broker ${id}` : `${PATH}[${id}]`,
      rule: 'be a host name or an address that a host can have, with or without a port from 1 to 65,535',
      value: text,
      remedy: "Write it such as 'kafka-1.example.com:9094'; an IPv6 address stands in brackets",
    },
  ];
}

function endpointOf(external: ExternalListenerSpec, id: number): Endpoint | undefined {
  const port = external.port ?? listenerKind('external').defaultPort;
  return parseEndpoint(advertisedText(external, id) ?? '', port);
}

/** A name that stands for several brokers leads to any of them, and only one has the partition. */
function notApart(spec: KafkaClusterSpec, external: ExternalListenerSpec): readonly Problem[] {
  const ids = spec.brokers.map(({ id }) => id);
  const { client, interBroker } = resolveListeners(spec.listeners, ids);
  const inside = new Set(
    ids.flatMap((id) =>
      [client, interBroker].map(({ port }) =>
        comparable({ host: `${brokerName(id)}.${resolveDomain(spec)}`, port }),
      ),
    ),
  );
  const brokersOf = new Map<string, number[]>();
  for (const id of ids) {
    const key = comparable(endpointOf(external, id)!);
    brokersOf.set(key, [...(brokersOf.get(key) ?? []), id]);
  }
  return [...brokersOf].flatMap(([endpoint, brokers]) => [
    ...(brokers.length > 1 ? [shared(endpoint, brokers)] : []),
    ...(inside.has(endpoint) ? [another(endpoint)] : []),
  ]);
}

/** Names are the same in capitals and in small letters. */
function comparable(endpoint: Endpoint): string {
  return endpointText(endpoint).toLowerCase();
}

function shared(endpoint: string, brokers: readonly number[]): Problem {
  return {
    path: PATH,
    rule: 'lead to each broker by itself',
    value: `${endpoint} for brokers ${brokers.join(', ')}`,
    remedy: 'Put {id} into the name or the port, or give each broker its own',
  };
}

function another(endpoint: string): Problem {
  return {
    path: PATH,
    rule: 'lead to EXTERNAL, not to another listener of the brokers',
    value: endpoint,
    remedy: 'Name what clients outside shall connect to, or leave `external` out',
  };
}
