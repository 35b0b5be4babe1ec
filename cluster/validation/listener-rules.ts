import type { Problem } from '../errors';
import { portsInUse, type PortId } from '../ports';
import { productionPorts } from '../production-site';
import { resolveListeners } from '../resolve-spec';
import type { KafkaClusterSpec, ListenersSpec } from '../spec';
import { duplicates } from './duplicates';

/** The fields that set a port. */
const FIELDS: Readonly<Partial<Record<PortId, keyof ListenersSpec>>> = {
  client: 'clientPort',
  interBroker: 'interBrokerPort',
};

/** No two processes of a host want the same port; blamed is one that the spec sets. */
export function portsDistinct({ listeners }: KafkaClusterSpec): readonly Problem[] {
  const resolved = resolveListeners(listeners);
  const ports = portsInUse(productionPorts(resolved), resolved).map(({ id, port }) => {
    const field = FIELDS[id];
    const isSet = field !== undefined && listeners?.[field] !== undefined;
    return { port, isSet, path: portPath(id) };
  });
  const blamedLast = [
    ...ports.filter(({ isSet }) => !isSet),
    ...ports.filter(({ isSet }) => isSet),
  ];
  return duplicates(
    blamedLast.map(({ port }) => port),
    (index) => blamedLast[index]!.path,
    'Choose a port that nothing else on the host uses',
  );
}

/** The field that sets a port; of one that none sets, its name. */
export function portPath(id: PortId): string {
  const field = FIELDS[id];
  return field === undefined ? id : `listeners.${field}`;
}
