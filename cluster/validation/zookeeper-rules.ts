import type { Problem } from '../errors';
import { resolveZookeeper } from '../resolve-spec';
import type { KafkaClusterSpec } from '../spec';
import { isEphemeral } from '../hardware/storage';
import { countBy } from './broker-rules';
import { duplicates } from './duplicates';

/** Three or five voters with ids of their own, each on a host that exists, one on a host. */
export function quorumSound(spec: KafkaClusterSpec): readonly Problem[] {
  const { onBrokers, onOwnHosts } = resolveZookeeper(spec);
  const paths = [
    ...onBrokers.map((_, index) => `zookeeper.onBrokers[${index}]`),
    ...onOwnHosts.map((_, index) => `zookeeper.onOwnHosts[${index}]`),
  ];
  return [
    ...quorumSize(paths.length),
    ...duplicates(
      [...onBrokers, ...onOwnHosts].map(({ id }) => id),
      (index) => `${paths[index]}.id`,
      'Give each voter an id that no other has or had',
    ),
    ...duplicates(
      onBrokers.map(({ broker }) => broker),
      (index) => `zookeeper.onBrokers[${index}].broker`,
      'Put one voter on a broker: two on one host are lost together',
    ),
    ...onBrokers.flatMap(({ broker }, index) => brokerExists(spec, broker, index)),
    ...defaultIdsFit(spec),
  ];
}

function quorumSize(voters: number): readonly Problem[] {
  if (voters === 3 || voters === 5) return [];
  const remedy =
    voters % 2 === 0 && voters > 0
      ? `${voters} voters survive no more losses than ${voters - 1}: name 3 or 5`
      : 'Name 3 voters to survive one loss, or 5 to survive two';
  return [{ path: 'zookeeper', rule: 'have 3 or 5 voters', value: voters, remedy }];
}

function brokerExists(
  { brokers }: KafkaClusterSpec,
  broker: number,
  index: number,
): readonly Problem[] {
  if (brokers.some(({ id }) => id === broker)) return [];
  const ids = brokers.map(({ id }) => id).join(', ');
  return [
    {
      path: `zookeeper.onBrokers[${index}].broker`,
      rule: `be the id of a broker (${ids})`,
      value: broker,
      remedy: 'Name a broker of this spec, or give the voter a host of its own',
    },
  ];
}

function defaultIdsFit({ brokers, zookeeper }: KafkaClusterSpec): readonly Problem[] {
  if (zookeeper?.kind === 'on-own-hosts' || zookeeper?.onBrokers) return [];
  return brokers
    .filter(({ id }) => id < 1 || id > 255)
    .map(({ id }) => ({
      path: 'zookeeper',
      rule: 'name its voters where a broker id is no ZooKeeper id (1-255)',
      value: id,
      remedy: 'Give Zookeeper.onBrokers({ members: [{ id, broker }, …] })',
    }));
}

/** A voter that comes back without its data forgets what it acknowledged: the quorum can lose writes. */
export function votersKeepTheirData({ zookeeper }: KafkaClusterSpec): readonly Problem[] {
  if (!zookeeper?.storage || !isEphemeral(zookeeper.storage)) return [];
  return [
    {
      path: 'zookeeper.storage',
      rule: "outlive its host, as a voter's promises do",
      value: zookeeper.storage.kind,
      remedy: 'Leave it out, or give Storage.gp3(…); brokers may stay on instance store',
    },
  ];
}

/** A voter's transaction log and snapshots share one volume: a further one would lie idle. */
export function votersHaveOneVolume({ zookeeper }: KafkaClusterSpec): readonly Problem[] {
  const storage = zookeeper?.storage;
  if (!storage || isEphemeral(storage) || storage.volumesPerBroker === 1) return [];
  return [
    {
      path: 'zookeeper.storage.volumesPerBroker',
      rule: 'be 1, as a voter keeps all that it has on one volume',
      value: storage.volumesPerBroker,
      remedy: 'Set it to 1, and sizeGiB to what it must hold',
    },
  ];
}

/** A rack with most voters ends the quorum when it is lost; legal, but worth a word. */
export function rackHoldsMajority(spec: KafkaClusterSpec): readonly Problem[] {
  const { onBrokers, onOwnHosts } = resolveZookeeper(spec);
  const racks = [
    ...onBrokers.map(({ broker }) => spec.brokers.find(({ id }) => id === broker)?.rack ?? ''),
    ...onOwnHosts.map(({ rack }) => rack),
  ];
  const majority = Math.floor(racks.length / 2) + 1;
  return [...countBy(racks)]
    .filter(([, voters]) => voters >= majority)
    .map(([rack, voters]) => ({
      path: 'zookeeper',
      rule: `have fewer than ${majority} of its ${racks.length} voters in one rack`,
      value: `${voters} in ${rack}`,
      remedy:
        'Spread the voters over three racks, or accept that the loss of this one stops the cluster',
    }));
}
