import type { HostFile } from '../../../cluster/host-files';
import type { ClusterPlan } from './bench-cluster';

/** What `config/server.properties` of Kafka 3.9's own archive sets, save what names a host or folder. */
const STOCK_SETTINGS = {
  'num.network.threads': 3,
  'num.io.threads': 8,
  'socket.send.buffer.bytes': 102_400,
  'socket.receive.buffer.bytes': 102_400,
  'socket.request.max.bytes': 104_857_600,
  'num.partitions': 1,
  'num.recovery.threads.per.data.dir': 1,
  'offsets.topic.replication.factor': 1,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'log.retention.hours': 168,
  'log.retention.check.interval.ms': 300_000,
  'zookeeper.connection.timeout.ms': 18_000,
  'group.initial.rebalance.delay.ms': 0,
};

/** What a broker can't do without on a machine that it shares with two others. */
const IDENTITY = [
  'broker.id',
  'listeners',
  'advertised.listeners',
  'listener.security.protocol.map',
  'inter.broker.listener.name',
  'zookeeper.connect',
  'log.dirs',
];

/** The rendered server.properties with Kafka's stock settings in place of ours; other files as they are. */
function withStockSettings(file: HostFile): HostFile {
  if (!file.path.endsWith('/server.properties')) return file;
  const identity = file.content
    .split('\n')
    .filter((line) => IDENTITY.some((key) => line.startsWith(`${key}=`)));
  const stock = Object.entries(STOCK_SETTINGS).map(([key, value]) => `${key}=${value}`);
  return { ...file, content: [...identity, ...stock, ''].join('\n') };
}

/** What we render. */
export const RENDERED: ClusterPlan = { name: 'rendered' };

/** What Kafka's archive brings, in the same processes. */
export const STOCK: ClusterPlan = { name: 'stock', alter: withStockSettings };
