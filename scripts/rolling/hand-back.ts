import type { BrokerHost } from '../../cluster/topology';
import { AccessError } from '../cluster-access/access-error';
import { electPreferred } from '../leadership/elect-preferred';
import { electable, readLeadership } from '../leadership/read-leadership';
import type { HostPlan } from './host-plan';
import { withBrokers } from '../cluster-access/with-brokers';
import type { HostRoll } from './roll-host';

/**
 * Gives a broker that was restarted its partitions back. It handed them over by itself when it stopped;
 * Kafka would give them back within five minutes, in which the others carry its load, and in which the
 * next one to be restarted has more to hand over.
 */
export async function handBack(roll: HostRoll, { host, restarts }: HostPlan): Promise<void> {
  if (!restarts.some(({ row }) => row.role === 'broker')) return;
  const { onProgress } = roll;
  const { signal } = roll.change;
  const { id } = (host as BrokerHost).broker;
  await withBrokers({ ...roll.cluster, signal }, async (brokers) => {
    try {
      const own = (await readLeadership(brokers)).filter(({ preferred }) => preferred === id);
      const refused = await electPreferred(brokers, electable(own), { signal });
      for (const [partition, why] of refused) {
        onProgress?.(`${host.name}: ${partition} was not given back: ${why}`);
      }
    } catch (error) {
      // All is well without it, only not as even.
      if (!(error instanceof AccessError)) throw error;
      onProgress?.(`${host.name}: was not given its partitions back: ${error.message}`);
    }
  });
}
