import { formatProblem } from '../../../cluster/errors';
import {
  judgeKeptSettings,
  type KeptSetting,
} from '../../../scripts/upgrading/find-unknown-settings';

const ofTopic = (key: string): KeptSetting => ({ ofTopic: true, whose: 'topic app-logs', key });
const ofBroker = (key: string, whose = 'broker 1'): KeptSetting => ({
  ...{ ofTopic: false, whose, key },
});
const found = (...kept: readonly KeptSetting[]) =>
  judgeKeptSettings('3.8.1', kept).map(({ rule }) => rule);

it('names each setting that the older release does not know, whose it is, and the way out', () => {
  const kept = [
    ofTopic('remote.log.copy.disable'),
    ofBroker('remote.log.manager.copier.thread.pool.size', 'all brokers'),
  ];
  expect(judgeKeptSettings('3.8.1', kept).map(formatProblem)).toEqual([
    "kafkaVersion: must be a release that knows remote.log.copy.disable, which is set for topic app-logs, got '3.8.1'. Take the setting back, or stay with the newer release.",
    "kafkaVersion: must be a release that knows remote.log.manager.copier.thread.pool.size, which is set for all brokers, got '3.8.1'. Take the setting back, or stay with the newer release.",
  ]);
  expect(judgeKeptSettings('3.9.1', kept)).toEqual([]);
});

it.each([
  ['of a topic', ofTopic('retention.ms')],
  ['of a broker', ofBroker('num.io.threads')],
  ['of one listener', ofBroker('listener.name.client.num.network.threads')],
  ['of a plugin, which no release of Kafka knows', ofBroker('my.quota.callback.limit')],
])('finds nothing wrong with a setting %s that the older release takes as well', (_, kept) => {
  expect(found(kept)).toEqual([]);
});

it('looks behind the prefix of a listener', () => {
  expect(found(ofBroker('listener.name.client.group.share.max.size'))).toHaveLength(1);
});
