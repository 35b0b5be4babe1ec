import type { Topology } from '../../cluster/topology';

/** The same cluster, its brokers speaking another protocol than the spec asks for. */
export function heldTopology(topology: Topology, interBrokerProtocol: string): Topology {
  const { spec } = topology;
  return { ...topology, spec: { ...spec, release: { ...spec.release, interBrokerProtocol } } };
}
