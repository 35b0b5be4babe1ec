import { askEveryBroker } from '../../cluster-access/ask-brokers';
import { judgeSettings, renderedSettings } from '../../health/cluster/judge-settings';
import { readSettings } from '../../health/cluster/read-settings';
import { failOnProblems } from '../check-failure';
import type { SmokeCheck } from '../smoke-check';

/** Reads back from each broker what it runs with, and where each value came from. */
export const settingsEffective: SmokeCheck = {
  id: 'settings-effective',
  title: 'Every broker runs with its server.properties, and nothing in ZooKeeper overrides it',
  run: async ({ topology, kafka }) => {
    const { answers, silent } = await askEveryBroker({ topology, kafka }, readSettings);
    const verdicts = answers.map(({ host, answer }) => {
      const rendered = renderedSettings(topology, host);
      return { ...judgeSettings(host, rendered, answer), read: rendered.size };
    });
    failOnProblems([...silent, ...verdicts.flatMap(({ problems }) => problems)]);
    const read = verdicts.map((verdict) => verdict.read);
    const repeated = [...new Set(verdicts.flatMap((verdict) => verdict.repeatedInZookeeper))];
    const also = repeated.length === 0 ? '' : `; ZooKeeper has the same for ${repeated.join(', ')}`;
    return `${read.join(' + ')} settings read back${also}`;
  },
};
