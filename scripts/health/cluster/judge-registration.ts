import type { Problem } from '../../../cluster/errors';
import { endpointText } from '../../../cluster/listeners/endpoint';
import type { ListenerId } from '../../../cluster/listeners/listeners';
import { brokerHosts, listenerOf, type BrokerHost, type Topology } from '../../../cluster/topology';

/** A broker as Metadata shows it on one listener. */
export interface RegisteredBroker {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack?: string | null | undefined;
}

/** What is wrong with the brokers that one broker shows on one of its listeners. */
export function judgeRegistration(
  topology: Topology,
  listener: ListenerId,
  registered: readonly RegisteredBroker[],
): readonly Problem[] {
  const expected = brokerHosts(topology);
  const ids = registered.map(({ nodeId }) => nodeId).sort((a, b) => a - b);
  const missing = expected
    .filter(({ broker }) => !ids.includes(broker.id))
    .map((host) => notRegistered(host, ids));
  const strangers = ids
    .filter((id) => !expected.some(({ broker }) => broker.id === id))
    .map((id) => stranger(id, topology));
  const wrong = expected.flatMap((host) => {
    const found = registered.find(({ nodeId }) => nodeId === host.broker.id);
    return found ? judgeBroker(host, listener, found) : [];
  });
  return [...missing, ...strangers, ...wrong];
}

function notRegistered(host: BrokerHost, ids: readonly number[]): Problem {
  return {
    path: host.name,
    rule: `be registered as broker ${host.broker.id}`,
    value: ids.length === 0 ? 'no brokers' : `brokers ${ids.join(', ')}`,
    remedy: `Look at Kafka's log in ${host.paths.kafka.logs} of ${host.name}`,
  };
}

function stranger(id: number, topology: Topology): Problem {
  return {
    path: topology.spec.clusterName,
    rule: 'have only the brokers of its spec',
    value: `broker ${id} as well`,
    remedy: 'Look at broker.id in server.properties and meta.properties of each broker',
  };
}

function judgeBroker(
  host: BrokerHost,
  listener: ListenerId,
  found: RegisteredBroker,
): readonly Problem[] {
  const remedy = `Compare server.properties in ${host.paths.kafka.config} of ${host.name} with what the spec renders, and restart the broker`;
  const { name, advertised } = listenerOf(host, listener)!;
  const endpoint = endpointText(advertised);
  const foundEndpoint = endpointText(found);
  return [
    ...(found.rack === host.rack
      ? []
      : [{ path: host.name, rule: `be in rack ${host.rack}`, value: found.rack, remedy }]),
    ...(foundEndpoint === endpoint
      ? []
      : [{ path: host.name, rule: `have ${name} at ${endpoint}`, value: foundEndpoint, remedy }]),
  ];
}
