import { renderCluster } from '../../../cluster/host-files';
import {
  manifestOf,
  manifestPaths,
  manifestText,
  parseManifest,
} from '../../../scripts/render/manifest';
import { productionTopology } from '../../support/production-topology';
import { GOLDEN_SPECS } from '../../support/specs';

const topology = productionTopology(GOLDEN_SPECS['five-voters']);
const rendered = renderCluster(topology);
const manifest = manifestOf(topology, rendered);

it('lists every file of every host, with what must be known to put it there', () => {
  expect(manifestPaths(manifest)).toEqual(
    rendered.flatMap(({ host, files }) => files.map(({ path }) => host.name + path)),
  );
  const file = rendered[0]!.files.find(({ path }) => path.endsWith('/server.properties'))!;
  expect(manifest.hosts[0]!.files).toContainEqual({
    path: '/etc/kafka/server.properties',
    owner: 'root',
    group: 'kafka',
    mode: '0640',
    sha256: file.sha256,
    onChange: 'broker-settings',
  });
});

it('says what runs on each host', () => {
  expect(manifest.hosts.map(({ name, rack, roles }) => [name, rack, ...roles])).toEqual([
    ['broker-1', 'a', 'kafka', 'zookeeper'],
    ['broker-2', 'b', 'kafka', 'zookeeper'],
    ['broker-3', 'c', 'kafka', 'zookeeper'],
    ['zookeeper-4', 'a', 'zookeeper'],
    ['zookeeper-5', 'b', 'zookeeper'],
  ]);
});

it('is read back as it was written', () => {
  expect(parseManifest(manifestText(manifest))).toEqual(manifest);
});

it.each([
  '',
  'null',
  '[]',
  '{}',
  '{"clusterName":1,"hosts":[]}',
  '{"clusterName":"a","hosts":[{}]}',
])('is not read from %j, which is something else', (text) => {
  expect(parseManifest(text)).toBeUndefined();
});
