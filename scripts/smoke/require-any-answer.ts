import { metadataV12 } from '@platformatic/kafka';
import { UserError } from '../../cluster/errors';
import { brokerHosts, listenerOf, zookeeperHosts } from '../../cluster/topology';
import { withBrokers } from '../cluster-access/with-brokers';
import type { Brokers } from '../cluster-access/ask-brokers';
import { openZookeeper } from '../cluster-access/zookeeper-access';
import { HostError, mayPass } from '../hosts/host-error';
import { retryFor, type RetryOptions } from '../system/retry-for';
import type { SmokeContext } from './smoke-context';

/**
 * Tells a cluster that is not well from one that isn't there, or can't be reached from here.
 *
 * @throws HostError where no host of it is reached; at once where waiting does not mend that
 * @throws UserError where no process of it answers within the time
 */
export async function requireAnyAnswer(
  { topology, reach }: SmokeContext,
  retry: RetryOptions & { readonly signal: AbortSignal },
): Promise<void> {
  const { signal } = retry;
  const zookeeper = openZookeeper({ reach, security: topology.spec.security, signal });
  const someoneAnswers = ({ kafka }: Brokers) =>
    Promise.any([
      ...brokerHosts(topology).map((host) => kafka.broker(host).ask(metadataV12.api, [])),
      ...zookeeperHosts(topology).map((host) => zookeeper.command(host, 'ruok')),
    ]);
  try {
    await withBrokers({ topology, reach, signal }, (brokers) =>
      retryFor({ ...retry, retryOn: mayMend }, () => someoneAnswers(brokers)),
    );
  } catch (error) {
    signal.throwIfAborted();
    const [unreached] = onlyHostErrors(error) ?? [];
    if (unreached) throw unreached;
    const brokers = brokerHosts(topology).map(
      (host) => `${host.address}:${listenerOf(host, 'client')!.port}`,
    );
    throw new UserError(
      `${topology.spec.clusterName}: must be reachable from here, but neither a broker ` +
        `(${brokers.join(', ')}) nor a ZooKeeper member answers. ` +
        'Start the cluster, or run this from inside its network.',
      { cause: error },
    );
  }
}

/** How each host is not reached; undefined where a process is silent though its host is reached. */
function onlyHostErrors(error: unknown): readonly HostError[] | undefined {
  if (!(error instanceof AggregateError)) return undefined;
  const errors: readonly unknown[] = error.errors;
  return errors.every((each) => each instanceof HostError) ? errors : undefined;
}

const mayMend = (error: unknown): boolean => onlyHostErrors(error)?.some(mayPass) ?? true;
