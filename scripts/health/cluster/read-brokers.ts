import {
  DescribeClusterEndpointTypes,
  describeClusterV1,
  describeLogDirsV4,
} from '@platformatic/kafka';
import type { Problem } from '../../../cluster/errors';
import { brokerHosts } from '../../../cluster/topology';
import { askEveryBroker, type Brokers } from '../../cluster-access/ask-brokers';
import { collectAnswers } from '../../cluster-access/collect-answers';
import type { BrokerAccess } from '../../cluster-access/kafka-access';
import type { ClusterState } from './cluster-state';

/** Asks every broker who the controller is; who gives no answer is missing, and the reason is beside. */
export async function readControllers(
  brokers: Brokers,
): Promise<Pick<ClusterState, 'controllers'> & { readonly silent: readonly Problem[] }> {
  const { answers, silent } = await askEveryBroker(brokers, describeCluster);
  const named = answers.map(({ host, answer }) => [host.name, answer.controllerId] as const);
  return { controllers: new Map(named), silent };
}

/**
 * Asks every broker whom it knows of, and whether all of its disks serve; only one that says both counts.
 * No partition is named in that: with thousands of them, most of a look would go there.
 */
export async function readBrokers(
  brokers: Brokers,
): Promise<Pick<ClusterState, 'registered' | 'controllers'>> {
  const { answers } = await askEveryBroker(brokers, async (broker) => {
    const [cluster] = await Promise.all([
      describeCluster(broker),
      broker.ask(describeLogDirsV4.api, NO_PARTITIONS),
    ]);
    return cluster;
  });
  const known = answers.flatMap(({ answer }) => answer.brokers.map(({ brokerId }) => brokerId));
  return {
    registered: [...new Set(known)].sort((a, b) => a - b),
    controllers: new Map(answers.map(({ host, answer }) => [host.name, answer.controllerId])),
  };
}

const NO_PARTITIONS: [] = [];

/** Asks these brokers how much lies on their disks; who gives no answer is missing. */
export async function readLogBytes(
  { topology, kafka }: Brokers,
  ids: ReadonlySet<number>,
): Promise<ClusterState['logBytes']> {
  const asked = brokerHosts(topology)
    .filter(({ broker }) => ids.has(broker.id))
    .map(async (host) => {
      const disks = await kafka.broker(host).ask(describeLogDirsV4.api, null);
      return [host.broker.id, bytesOn(disks)] as const;
    });
  return new Map((await collectAnswers(asked)).answers);
}

const describeCluster = (broker: BrokerAccess) =>
  broker.ask(describeClusterV1.api, false, DescribeClusterEndpointTypes.BROKERS);

function bytesOn({ results }: ReturnType<typeof describeLogDirsV4.parseResponse>): bigint {
  return results
    .flatMap(({ topics }) => topics)
    .flatMap(({ partitions }) => partitions)
    .reduce((sum, { partitionSize }) => sum + partitionSize, 0n);
}
