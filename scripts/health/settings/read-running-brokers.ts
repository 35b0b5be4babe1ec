import { brokerHosts, type BrokerHost, type Topology } from '../../../cluster/topology';
import { askEveryBroker, type Brokers } from '../../cluster-access/ask-brokers';
import { withBrokers } from '../../cluster-access/with-brokers';
import type { Reach } from '../../cluster-access/reach';
import { renderedSettings } from './rendered-settings';
import type { EffectiveSetting } from './effective-setting';
import { readSettings } from './read-settings';
import { planOverridesForAll, type ComparedBroker, type OverridesForAll } from './plan-updates';
import { runningBroker } from './running-broker';

/** The brokers that could be asked, by their hosts' names. */
export interface RunningBrokers {
  readonly byHost: ReadonlyMap<string, ComparedBroker>;
  readonly forAll: OverridesForAll;
}

export interface ClusterWays {
  readonly topology: Topology;
  readonly reach: Reach;
  readonly signal: AbortSignal;
}

/** Asks every broker what it runs with. One that gives no answer is missing. */
export async function readRunningBrokers(ways: ClusterWays): Promise<RunningBrokers> {
  return await withBrokers(ways, async (brokers) => {
    const { answers } = await askEveryBroker(brokers, (broker, host) => readSettings(broker, host));
    const settings = new Map(answers.map(({ host, answer }) => [host.broker.id, answer]));
    return runningBrokers(brokers.topology, settings);
  });
}

/** @param settings what each broker that gave an answer says that it runs with, by its id */
export function runningBrokers(
  topology: Topology,
  settings: ReadonlyMap<number, readonly EffectiveSetting[]>,
): RunningBrokers {
  const byHost = new Map(
    brokerHosts(topology).flatMap((host) => {
      const found = settings.get(host.broker.id);
      return found ? [[host.name, comparedBroker(topology, host, found)] as const] : [];
    }),
  );
  const all = brokerHosts(topology).map(({ name }) => byHost.get(name));
  return { byHost, forAll: planOverridesForAll(all) };
}

/** @throws AccessError where the broker gives no answer */
export async function readRunningBroker(
  { topology, kafka }: Brokers,
  host: BrokerHost,
): Promise<ComparedBroker> {
  return comparedBroker(topology, host, await readSettings(kafka.broker(host), host));
}

/** Puts what a broker says that it runs with beside what the spec renders for it. */
export function comparedBroker(
  topology: Topology,
  host: BrokerHost,
  effective: readonly EffectiveSetting[],
): ComparedBroker {
  const rendered = renderedSettings(topology, host);
  return { rendered, running: runningBroker(rendered, effective) };
}
