import { ConfigResourceTypes, describeConfigsV4 } from '@platformatic/kafka';
import type { BrokerHost } from '../../../cluster/topology';
import type { BrokerAccess } from '../../cluster-access/kafka-access';
import { askEveryBroker } from '../../cluster-access/ask-brokers';
import { compareSettings, type EffectiveSetting } from '../../health/cluster/judge-settings';
import { renderedSettings } from '../rendered-settings';
import { failOnProblems, type SmokeCheck } from '../smoke-check';

/** Reads back from each broker what it runs with, and where each value came from. */
export const settingsEffective: SmokeCheck = {
  id: 'settings-effective',
  title: 'Every broker runs with its server.properties, and nothing in ZooKeeper overrides it',
  run: async ({ topology, kafka }) => {
    const { answers, silent } = await askEveryBroker({ topology, kafka }, readSettings);
    const verdicts = answers.map(({ host, answer }) =>
      compareSettings(host, renderedSettings(topology, host), answer),
    );
    failOnProblems([...silent, ...verdicts.flatMap(({ problems }) => problems)]);
    const read = answers.map(({ host }) => renderedSettings(topology, host).size);
    const repeated = [...new Set(verdicts.flatMap((verdict) => verdict.repeatedInZookeeper))];
    const also = repeated.length === 0 ? '' : `; ZooKeeper has the same for ${repeated.join(', ')}`;
    return `${read.join(' + ')} settings read back${also}`;
  },
};

/** A broker answers about itself only, so a wrong broker.id is an error here. */
async function readSettings(
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
