import type { BrokerHost } from '../../cluster/topology';
import { giveSettings, takeBackForAll } from './give-settings';
import type { HostPlan } from './host-plan';
import { hasUpdates, NO_UPDATES, planUpdates } from '../health/settings/plan-updates';
import { withBrokers } from '../cluster-access/with-brokers';
import { readRunningBroker, readRunningBrokers } from '../health/settings/read-running-brokers';
import type { HostRoll } from './roll-host';

/** Takes back what stood above the file that a broker had before: it must not stand above the new one. */
export async function settleOverrides(roll: HostRoll, { host, restarts }: HostPlan): Promise<void> {
  if (!restarts.some(({ row }) => row.role === 'broker')) return;
  const { signal } = roll.change;
  const broker = host as BrokerHost;
  await withBrokers({ ...roll.cluster, signal }, async (brokers) => {
    const { takenBack } = planUpdates(await readRunningBroker(brokers, broker));
    const updates = { ...NO_UPDATES, takenBack };
    if (!hasUpdates(updates)) return;
    await giveSettings({ brokers, signal }, broker, updates);
    say(roll, host.name, takenBack);
  });
}

/** Takes back what is set for all brokers and serves none of them, by what holds now. */
export async function settleOverridesForAll(roll: HostRoll): Promise<void> {
  const ways = { ...roll.cluster, signal: roll.change.signal };
  const { takenBack } = (await readRunningBrokers(ways)).forAll;
  await withBrokers(ways, (brokers) => takeBackForAll({ brokers, signal: ways.signal }, takenBack));
  say(roll, 'all brokers', takenBack);
}

function say({ onProgress }: HostRoll, whose: string, keys: readonly { readonly key: string }[]) {
  for (const { key } of keys) onProgress?.(`${whose}: without the override of ${key}`);
}
