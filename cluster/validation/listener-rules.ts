import type { Problem } from '../errors';
import { PRODUCTION_PORTS } from '../production-site';
import { resolveListeners } from '../resolve-spec';
import type { KafkaClusterSpec } from '../spec';
import { duplicates } from './duplicates';

/** No two processes of a host want the same port. */
export function portsDistinct({ listeners }: KafkaClusterSpec): readonly Problem[] {
  const { clientPort, interBrokerPort } = resolveListeners(listeners);
  const ports = {
    ...PRODUCTION_PORTS,
    'listeners.interBrokerPort': interBrokerPort,
    'listeners.clientPort': clientPort,
  };
  const names = Object.keys(ports);
  return duplicates(
    Object.values(ports),
    (index) => names[index]!,
    'Choose a port that nothing else on the host uses',
  );
}
