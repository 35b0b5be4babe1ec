import { runKafkaTool, TOOLS_PACKAGE } from '../kafka-tool';
import type { Hour } from './hour';

const BYTES = 150_000_000;
export const BALLAST = 'ballast';

/** Makes a topic with enough data that it takes a while to bring it elsewhere, once in an hour. */
export async function makeBallast(hour: Hour): Promise<void> {
  const shape = ['--partitions', '6', '--replication-factor', '3'];
  const create = ['--create', '--topic', BALLAST, ...shape];
  if (hour.hasBallast) return;
  hour.hasBallast = true;
  await hour.kafka(`${TOOLS_PACKAGE}.TopicCommand`, ...create);
  await runKafkaTool(hour.deployed.lab, `${TOOLS_PACKAGE}.ProducerPerformance`, [
    ...['--topic', BALLAST, '--record-size', '1000', '--num-records', `${BYTES / 1_000}`],
    ...['--throughput', '-1', '--producer-props', `bootstrap.servers=${hour.servers}`, 'acks=all'],
  ]);
}

/** Leaves a throttle behind, under which a broker that lost all of it needs ten minutes to fetch it. */
export async function throttleBallast(hour: Hour, broker: number): Promise<void> {
  const alter = (type: string, name: string, setting: string) =>
    hour.kafka(
      'kafka.admin.ConfigCommand',
      ...['--alter', '--entity-type', type, '--entity-name', name, '--add-config', setting],
    );
  await alter('brokers', `${broker}`, `follower.replication.throttled.rate=${BYTES / 600}`);
  await alter('topics', BALLAST, 'follower.replication.throttled.replicas=*');
}
