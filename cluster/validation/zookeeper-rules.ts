import type { Problem } from '../errors';
import { givenQuorum } from '../metadata';
import { resolveMetadata } from '../resolve-spec';
import type { KafkaClusterSpec } from '../spec';
import { isVolumes, kindOf } from '../hardware/storage/storage';
import { countBy } from './broker-rules';
import { duplicates } from '../checks/duplicates';

/** One place says where the quorum runs: the field of today, or that of before. */
export function quorumNamedOnce({ metadata, zookeeper }: KafkaClusterSpec): readonly Problem[] {
  if (metadata === undefined || zookeeper === undefined) return [];
  return [
    {
      path: 'zookeeper',
      rule: 'be left out where `metadata` is given, which names the quorum too',
      value: zookeeper,
      remedy: 'Move it inside: metadata: Metadata.zookeeper(…)',
    },
  ];
}

/** Three or five voters with ids of their own, each on a host that exists, one on a host. */
export function quorumSound(spec: KafkaClusterSpec): readonly Problem[] {
  const { onBrokers, onOwnHosts } = resolveMetadata(spec);
  const { path } = givenQuorum(spec);
  const paths = [
    ...onBrokers.map((_, index) => `${path}.onBrokers[${index}]`),
    ...onOwnHosts.map((_, index) => `${path}.onOwnHosts[${index}]`),
  ];
  return [
    ...quorumSize(path, paths.length),
    ...duplicates(
      [...onBrokers, ...onOwnHosts].map(({ id }) => id),
      (index) => `${paths[index]}.id`,
      'Give each voter an id that no other has or had',
    ),
    ...duplicates(
      onBrokers.map(({ broker }) => broker),
      (index) => `${path}.onBrokers[${index}].broker`,
      'Put one voter on a broker: two on one host are lost together',
    ),
    ...onBrokers.flatMap(({ broker }, index) =>
      brokerExists(spec, broker, `${paths[index]}.broker`),
    ),
    ...defaultIdsFit(spec),
  ];
}

function quorumSize(path: string, voters: number): readonly Problem[] {
  if (voters === 3 || voters === 5) return [];
  const remedy =
    voters % 2 === 0 && voters > 0
      ? `${voters} voters survive no more losses than ${voters - 1}: name 3 or 5`
      : 'Name 3 voters to survive one loss, or 5 to survive two';
  return [{ path, rule: 'have 3 or 5 voters', value: voters, remedy }];
}

function brokerExists(
  { brokers }: KafkaClusterSpec,
  broker: number,
  path: string,
): readonly Problem[] {
  if (brokers.some(({ id }) => id === broker)) return [];
  const ids = brokers.map(({ id }) => id).join(', ');
  return [
    {
      path,
      rule: `be the id of a broker (${ids})`,
      value: broker,
      remedy: 'Name a broker of this spec, or give the voter a host of its own',
    },
  ];
}

function defaultIdsFit(spec: KafkaClusterSpec): readonly Problem[] {
  const { quorum, path } = givenQuorum(spec);
  if (quorum.kind === 'on-own-hosts' || quorum.onBrokers) return [];
  return resolveMetadata(spec)
    .onBrokers.filter(({ id }) => id < 1 || id > 255)
    .map(({ id }) => ({
      path,
      rule: 'name its voters where a broker id is no ZooKeeper id (1-255)',
      value: id,
      remedy: 'Give Zookeeper.onBrokers({ members: [{ id, broker }, …] })',
    }));
}

/** A voter that comes back without its data forgets what it acknowledged: the quorum can lose writes. */
export function votersKeepTheirData(spec: KafkaClusterSpec): readonly Problem[] {
  const { quorum, path } = givenQuorum(spec);
  if (!quorum.storage || kindOf(quorum.storage).outlivesHost) return [];
  return [
    {
      path: `${path}.storage`,
      rule: "outlive its host, as a voter's promises do",
      value: quorum.storage.kind,
      remedy: 'Leave it out, or give Storage.gp3(…); brokers may stay on instance store',
    },
  ];
}

/** A voter's transaction log and snapshots share one volume: a further one would lie idle. */
export function votersHaveOneVolume(spec: KafkaClusterSpec): readonly Problem[] {
  const { quorum, path } = givenQuorum(spec);
  const { storage } = quorum;
  if (!storage || !isVolumes(storage) || storage.volumesPerBroker === 1) return [];
  return [
    {
      path: `${path}.storage.volumesPerBroker`,
      rule: 'be 1, as a voter keeps all that it has on one volume',
      value: storage.volumesPerBroker,
      remedy: 'Set it to 1, and sizeGiB to what it must hold',
    },
  ];
}

/** A rack with most voters ends the quorum when it is lost; legal, but worth a word. */
export function rackHoldsMajority(spec: KafkaClusterSpec): readonly Problem[] {
  const { onBrokers, onOwnHosts } = resolveMetadata(spec);
  const { path } = givenQuorum(spec);
  const racks = [
    ...onBrokers.map(({ broker }) => spec.brokers.find(({ id }) => id === broker)?.rack ?? ''),
    ...onOwnHosts.map(({ rack }) => rack),
  ];
  const majority = Math.floor(racks.length / 2) + 1;
  return [...countBy(racks)]
    .filter(([, voters]) => voters >= majority)
    .map(([rack, voters]) => ({
      path,
      rule: `have fewer than ${majority} of its ${racks.length} voters in one rack`,
      value: `${voters} in ${rack}`,
      remedy:
        'Spread the voters over three racks, or accept that the loss of this one stops the cluster',
    }));
}
