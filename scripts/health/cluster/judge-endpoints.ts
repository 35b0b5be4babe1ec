import type { Problem } from '../../../cluster/errors';
import { endpointText } from '../../../cluster/listeners/endpoint';
import type { ListenerId } from '../../../cluster/listeners/listeners';
import { brokerHosts, listenerOf, type Topology } from '../../../cluster/topology';

/** A broker as Metadata shows it on one listener. */
export interface RegisteredBroker {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack?: string | null | undefined;
}

/** Every broker is in its rack, and at the endpoint of the listener that was asked. */
export function judgeEndpoints(
  topology: Topology,
  listener: ListenerId,
  shown: readonly RegisteredBroker[],
): readonly Problem[] {
  return brokerHosts(topology).flatMap((host) => {
    const found = shown.find(({ nodeId }) => nodeId === host.broker.id);
    if (!found) return [];
    const path = host.name;
    const remedy = `Compare server.properties in ${host.paths.kafka.config} of ${path} with what the spec renders, and restart the broker`;
    const { name, advertised } = listenerOf(host, listener)!;
    const [wanted, value] = [endpointText(advertised), endpointText(found)];
    return [
      ...(found.rack === host.rack
        ? []
        : [{ path, rule: `be in rack ${host.rack}`, value: found.rack, remedy }]),
      ...(value === wanted ? [] : [{ path, rule: `have ${name} at ${wanted}`, value, remedy }]),
    ];
  });
}
