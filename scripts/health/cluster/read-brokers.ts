import { askEveryBroker, type Brokers } from '../../cluster-access/ask-brokers';
import { describeCluster } from '../../cluster-access/describe-cluster';
import type { EffectiveSetting } from '../settings/effective-setting';
import { readSettings } from '../settings/read-settings';
import type { ClusterState } from './cluster-state';
import { readLogDirs } from './read-log-dirs';
import { SilenceReasons } from './silence-reasons';

/** What a look says of brokers. */
export type SeenBrokers = Pick<
  ClusterState,
  'registered' | 'controllers' | 'silentBrokers' | 'logDirs' | 'settings' | 'throttled'
>;

/**
 * Asks every broker whom it knows of, for its folders of replicas, and what it runs with; only one that says
 * all of it counts.
 */
export async function readBrokers(brokers: Brokers): Promise<SeenBrokers> {
  const reasons = new SilenceReasons();
  const { answers } = await askEveryBroker(brokers, async (broker, host) => {
    const asked = Promise.all([
      describeCluster(broker),
      readLogDirs(broker),
      readSettings(broker, host),
    ]);
    const [cluster, logDirs, settings] = await reasons.note(host.name, asked);
    return { ...cluster, logDirs, settings };
  });
  const known = answers.flatMap(({ answer }) => answer.registered);
  return {
    registered: [...new Set(known)].sort((a, b) => a - b),
    controllers: new Map(answers.map(({ host, answer }) => [host.name, answer.controllerId])),
    silentBrokers: reasons.byHost,
    logDirs: new Map(answers.map(({ host, answer }) => [host.broker.id, answer.logDirs])),
    settings: new Map(answers.map(({ host, answer }) => [host.broker.id, answer.settings])),
    throttled: answers
      .filter(({ answer }) => isThrottled(answer.settings))
      .map(({ host }) => `broker ${host.broker.id}`),
  };
}

/** @see https://kafka.apache.org/39/documentation.html#rep-throttle */
const RATES = ['leader.replication.throttled.rate', 'follower.replication.throttled.rate'];

const isThrottled = (settings: readonly EffectiveSetting[]) =>
  settings.some(({ name, value }) => RATES.includes(name) && value != null && value !== '');
