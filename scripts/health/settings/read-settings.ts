import { ConfigResourceTypes, describeConfigsV4 } from '@platformatic/kafka';
import type { BrokerHost } from '../../../cluster/topology';
import type { BrokerAccess } from '../../cluster-access/kafka-access';
import type { EffectiveSetting } from './effective-setting';

/** What a broker runs with. It answers about itself only, so that a wrong broker.id is an error here. */
export async function readSettings(
  broker: BrokerAccess,
  host: BrokerHost,
): Promise<readonly EffectiveSetting[]> {
  const self = {
    resourceType: ConfigResourceTypes.BROKER,
    resourceName: String(host.broker.id),
  };
  const { results } = await broker.ask(describeConfigsV4.api, [self], true, false);
  return results[0]?.configs ?? [];
}
