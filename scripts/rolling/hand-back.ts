import type { BrokerHost } from '../../cluster/topology';
import { AccessError } from '../cluster-access/access-error';
import { withBrokers } from '../cluster-access/with-brokers';
import { electPreferred } from '../leadership/elect-preferred';
import { electable, readLeadership } from '../leadership/read-leadership';
import { counted } from '../terminal/quantities';
import type { HostPlan } from './host-plan';
import { describePause, measurePause } from './measure-pause';
import type { HostRoll } from './roll-host';

/**
 * Gives a broker that was restarted its partitions back. It handed them over by itself when it stopped;
 * Kafka would give them back within five minutes, in which the others carry its load, and in which the
 * next one to be restarted has more to hand over.
 */
export async function handBack(roll: HostRoll, { host, restarts }: HostPlan): Promise<void> {
  if (!restarts.some(({ row }) => row.role === 'broker')) return;
  const { onProgress, change } = roll;
  const { signal } = change;
  const broker = host as BrokerHost;
  const probe = await roll.probes?.probe();
  await withBrokers({ ...roll.cluster, signal }, async (brokers) => {
    try {
      const led = await readLeadership(brokers);
      const own = electable(led).filter(({ preferred }) => preferred === broker.broker.id);
      if (own.length === 0) return;
      const all = [...(probe?.partitionsOf(broker) ?? []), ...own];
      const what = `give ${counted(own.length, 'partition')} back`;
      await change.step({ host: host.name, what }, async (facts) => {
        let refused: ReadonlyMap<string, string> = new Map();
        const pause = await measurePause({ host, facts, probe }, async () => {
          refused = await electPreferred(brokers, all, { signal });
        });
        onProgress?.(`${host.name}: ${what}${describePause(pause)}`);
        for (const { topic, partition } of own) {
          const why = refused.get(`${topic}-${partition}`);
          if (why) onProgress?.(`${host.name}: ${topic}-${partition} was not given back: ${why}`);
        }
      });
    } catch (error) {
      // All is well without it, only not as even.
      if (!(error instanceof AccessError)) throw error;
      onProgress?.(`${host.name}: was not given its partitions back: ${error.message}`);
    }
  });
}
