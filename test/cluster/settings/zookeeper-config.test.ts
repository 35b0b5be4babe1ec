import { Zookeeper, type KafkaClusterSpec } from '../../../cluster/index';
import { localSite } from '../../../cluster/local-site';
import { resolveSpec } from '../../../cluster/resolve-spec';
import { layOut, zookeeperHosts, type Topology } from '../../../cluster/topology';
import { zookeeperSettings } from '../../../cluster/settings/zookeeper-config';
import { productionTopology } from '../../support/production-topology';
import { validSpec } from '../../support/spec-builder';

/** The settings of the first member, by key. */
function settingsOf(topology: Topology): ReadonlyMap<string, string> {
  const sections = zookeeperSettings(topology, zookeeperHosts(topology)[0]!);
  return new Map(
    sections.flatMap(({ lines }) => lines).map(({ key, value }) => [key, value] as const),
  );
}

function locally(addressing: 'addresses' | 'ports'): Topology {
  const site = localSite({ folder: '/f', distribution: '/d', addressing, slot: 2 });
  return layOut(resolveSpec(validSpec()), site);
}

const members = (settings: ReadonlyMap<string, string>) =>
  [...settings].filter(([key]) => key.startsWith('server.'));

it('every member stands in the file of every member, under its own id', () => {
  const zookeeper = Zookeeper.onBrokersAndOwnHosts({
    instanceType: 'm5.large',
    onBrokers: [1, 2, 3].map((broker) => ({ id: broker * 10, broker })),
    members: [
      { id: 7, rack: 'a' },
      { id: 255, rack: 'b' },
    ],
  });
  expect(members(settingsOf(productionTopology({ zookeeper })))).toEqual([
    ['server.7', 'zookeeper-7.logs.internal:2888:3888'],
    ['server.10', 'broker-1.logs.internal:2888:3888'],
    ['server.20', 'broker-2.logs.internal:2888:3888'],
    ['server.30', 'broker-3.logs.internal:2888:3888'],
    ['server.255', 'zookeeper-255.logs.internal:2888:3888'],
  ]);
});

it('on hosts of its own a member listens on every address; on a shared machine on its own only', () => {
  expect(settingsOf(productionTopology()).get('quorumListenOnAllIPs')).toBe('true');
  expect(settingsOf(locally('addresses')).get('quorumListenOnAllIPs')).toBe('false');
});

it('members that share an address have ports of their own', () => {
  const places = members(settingsOf(locally('ports'))).map(([, place]) => place);
  expect(places).toEqual(['127.0.0.1:3088:4088', '127.0.0.1:3098:4098', '127.0.0.1:3108:4108']);
});

it('what the spec sets takes the place of ours, or is added', () => {
  const zookeeperSettingsOfSpec: KafkaClusterSpec['zookeeperSettings'] = {
    tickTime: 3_000,
    snapCount: 50_000,
  };
  const settings = settingsOf(productionTopology({ zookeeperSettings: zookeeperSettingsOfSpec }));
  expect(settings.get('tickTime')).toBe('3000');
  expect(settings.get('snapCount')).toBe('50000');
});

it.each([
  [undefined, '40', '20'],
  [2_000, '10', '5'],
  [3_000, '7', '3'],
  [60_000, '1', '1'],
])(
  'members wait for each other for as long as ever, with a tick of %p ms',
  (tickTime, init, sync) => {
    const zookeeperSettings = tickTime === undefined ? {} : { tickTime };
    const settings = settingsOf(productionTopology({ zookeeperSettings }));
    expect([settings.get('initLimit'), settings.get('syncLimit')]).toEqual([init, sync]);
  },
);
