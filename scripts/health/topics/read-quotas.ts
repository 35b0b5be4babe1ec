import { describeClientQuotasV1 } from '@platformatic/kafka';
import type { ResolvedQuota } from '../../../cluster/topics/resolve-quotas';
import type { BrokerAccess } from '../../cluster-access/kafka-access';

/** All quotas of a cluster. */
export async function readQuotas(broker: BrokerAccess): Promise<readonly ResolvedQuota[]> {
  const { entries } = await broker.ask(describeClientQuotasV1.api, [], false);
  return (entries ?? []).map(({ entity, values }) => ({
    entity: Object.fromEntries(
      entity.map(({ entityType, entityName }) => [entityType, entityName]),
    ),
    limits: Object.fromEntries(values.map(({ key, value }) => [key, value])),
  }));
}
