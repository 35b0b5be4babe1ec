import {
  DescribeClusterEndpointTypes,
  describeClusterV1,
  describeLogDirsV4,
} from '@platformatic/kafka';
import type { Problem } from '../../../cluster/errors';
import { askEveryBroker, type Brokers } from '../../cluster-access/ask-brokers';
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

/** Asks every broker whom it knows of and what its disks hold; only one that answers both counts. */
export async function readBrokers(
  brokers: Brokers,
): Promise<Pick<ClusterState, 'registered' | 'controllers' | 'logBytes'>> {
  const { answers } = await askEveryBroker(brokers, async (broker) => {
    const [cluster, disks] = await Promise.all([
      describeCluster(broker),
      broker.ask(describeLogDirsV4.api, null),
    ]);
    return { cluster, bytes: bytesOn(disks) };
  });
  const known = answers.flatMap(({ answer }) =>
    answer.cluster.brokers.map(({ brokerId }) => brokerId),
  );
  return {
    registered: [...new Set(known)].sort((a, b) => a - b),
    controllers: new Map(
      answers.map(({ host, answer }) => [host.name, answer.cluster.controllerId]),
    ),
    logBytes: new Map(answers.map(({ host, answer }) => [host.broker.id, answer.bytes])),
  };
}

const describeCluster = (broker: BrokerAccess) =>
  broker.ask(describeClusterV1.api, false, DescribeClusterEndpointTypes.BROKERS);

function bytesOn({ results }: ReturnType<typeof describeLogDirsV4.parseResponse>): bigint {
  return results
    .flatMap(({ topics }) => topics)
    .flatMap(({ partitions }) => partitions)
    .reduce((sum, { partitionSize }) => sum + partitionSize, 0n);
}
