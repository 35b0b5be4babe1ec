import {
  ConfigResourceTypes,
  DescribeClusterEndpointTypes,
  describeClusterV1,
  describeConfigsV4,
} from '@platformatic/kafka';
import type { Problem } from '../../../cluster/errors';
import type { BrokerHost } from '../../../cluster/topology';
import { askEveryBroker, type Brokers } from '../../cluster-access/ask-brokers';
import type { BrokerAccess } from '../../cluster-access/kafka-access';
import type { ClusterState } from './cluster-state';
import { readLogDirs } from './read-log-dirs';

/** Asks every broker who the controller is; who gives no answer is missing, and the reason is beside. */
export async function readControllers(
  brokers: Brokers,
): Promise<Pick<ClusterState, 'controllers'> & { readonly silent: readonly Problem[] }> {
  const { answers, silent } = await askEveryBroker(brokers, describeCluster);
  const named = answers.map(({ host, answer }) => [host.name, answer.controllerId] as const);
  return { controllers: new Map(named), silent };
}

/**
 * Asks every broker whom it knows of, for its folders of replicas, and how its replication is throttled;
 * only one that says all of it counts.
 */
export async function readBrokers(
  brokers: Brokers,
): Promise<Pick<ClusterState, 'registered' | 'controllers' | 'logDirs' | 'throttled'>> {
  const { answers } = await askEveryBroker(brokers, async (broker, host) => {
    const [cluster, logDirs, isThrottled] = await Promise.all([
      describeCluster(broker),
      readLogDirs(broker),
      readIsThrottled(broker, host),
    ]);
    return { ...cluster, logDirs, isThrottled };
  });
  const known = answers.flatMap(({ answer }) => answer.brokers.map(({ brokerId }) => brokerId));
  return {
    registered: [...new Set(known)].sort((a, b) => a - b),
    controllers: new Map(answers.map(({ host, answer }) => [host.name, answer.controllerId])),
    logDirs: new Map(answers.map(({ host, answer }) => [host.broker.id, answer.logDirs])),
    throttled: answers
      .filter(({ answer }) => answer.isThrottled)
      .map(({ host }) => `broker ${host.broker.id}`),
  };
}

/** @see https://kafka.apache.org/39/documentation.html#rep-throttle */
const RATES = ['leader.replication.throttled.rate', 'follower.replication.throttled.rate'];

async function readIsThrottled(broker: BrokerAccess, { broker: { id } }: BrokerHost) {
  const self = {
    resourceType: ConfigResourceTypes.BROKER,
    resourceName: String(id),
    configurationKeys: RATES,
  };
  const { results } = await broker.ask(describeConfigsV4.api, [self], false, false);
  return (results[0]?.configs ?? []).some(({ value }) => value != null && value !== '');
}

const describeCluster = (broker: BrokerAccess) =>
  broker.ask(describeClusterV1.api, false, DescribeClusterEndpointTypes.BROKERS);
