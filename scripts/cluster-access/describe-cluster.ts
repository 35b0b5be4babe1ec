import { DescribeClusterEndpointTypes, describeClusterV1 } from '@platformatic/kafka';
import type { BrokerAccess } from './kafka-access';

/** Which brokers are registered, and which of them is the controller, by this broker's word. */
export async function describeCluster(
  broker: BrokerAccess,
): Promise<{ readonly registered: readonly number[]; readonly controllerId: number }> {
  const { brokers, controllerId } = await broker.ask(
    describeClusterV1.api,
    false,
    DescribeClusterEndpointTypes.BROKERS,
  );
  return { registered: brokers.map(({ brokerId }) => brokerId), controllerId };
}
