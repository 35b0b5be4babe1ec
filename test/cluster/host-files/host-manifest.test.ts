import { renderHost } from '../../../cluster/host-files';
import { hostManifest } from '../../../cluster/host-files/host-manifest';
import { hostProgram } from '../../../cluster/host-files/host-program';
import { Security, Zookeeper } from '../../../cluster/index';
import { productionSite } from '../../../cluster/production-site';
import { resolveSpec } from '../../../cluster/resolve-spec';
import { layOut } from '../../../cluster/topology';
import { validSpec } from '../../support/spec-builder';

const archive = { key: 'logs/archives/kafka.tar', sha512: 'f'.repeat(128) };

function manifestOf(hostName: string, changes = {}): string {
  const spec = resolveSpec(validSpec(changes));
  const topology = layOut(spec, productionSite(spec));
  const host = topology.hosts.find(({ name }) => name === hostName)!;
  const files = [hostProgram(), ...renderHost(topology, host)];
  return hostManifest(topology, host, { files, archive });
}

const linesOf = (manifest: string, key: string) =>
  manifest.split('\n').filter((line) => line.startsWith(`${key} `));

describe('the manifest of a host', () => {
  it('says who the host is, so that it can refuse what is not its own', () => {
    const manifest = manifestOf('broker-2');
    expect(manifest).toContain('cluster logs\nhost broker-2\nbroker 2\nzookeeper 2\n');
  });

  it('names every file with digest, mode, owner, group and what a change of it needs', () => {
    expect(linesOf(manifestOf('broker-1'), 'file')).toContainEqual(
      expect.stringMatching(
        /^file [0-9a-f]{64} 0640 root kafka broker-settings \/etc\/kafka\/server\.properties$/,
      ),
    );
  });

  it('brings the program that reads it like any other file', () => {
    expect(manifestOf('broker-1')).toMatch(
      /^file \S{64} 0755 root root nothing \/usr\/local\/sbin\/cdktf-kafka-host$/m,
    );
  });

  it('starts ZooKeeper before Kafka, and the timers that archive their logs', () => {
    expect(linesOf(manifestOf('broker-1'), 'unit')).toEqual([
      'unit zookeeper.service',
      'unit kafka.service',
      'unit zookeeper-logrotate.timer',
      'unit kafka-logrotate.timer',
      'unit prometheus-node-exporter.service',
      'unit cdktf-kafka-class-archives.timer',
    ]);
  });

  it('names the package of the node exporter where the spec does not do without', () => {
    expect(linesOf(manifestOf('broker-1'), 'package')).toEqual([
      'package prometheus-node-exporter',
    ]);
    const without = manifestOf('broker-1', { nodeExporter: false });
    expect(linesOf(without, 'package')).toEqual([]);
    expect(without).not.toContain('node-exporter');
  });

  it('says of a secured host where it shows certificates, and lets readers of metrics in', () => {
    const manifest = manifestOf('broker-1', { security: Security.tls() });
    expect(linesOf(manifest, 'door')).toEqual([
      'door zookeeper 2182',
      'door kafka 9093',
      'door kafka 9095',
    ]);
    expect(linesOf(manifest, 'unit')).toEqual(
      expect.arrayContaining([
        'unit kafka-metrics.socket',
        'unit cdktf-kafka-certificate-expiry.timer',
      ]),
    );
  });

  it('asks for the folders on data disks alone', () => {
    expect(linesOf(manifestOf('broker-1'), 'folder')).toEqual([
      'folder zookeeper /var/lib/zookeeper/snapshots/version-2',
      'folder zookeeper /var/lib/zookeeper/transactions/version-2',
      'folder kafka /var/lib/kafka/disk1/topics',
      'folder kafka /var/lib/kafka/disk2/topics',
    ]);
  });

  it('asks nothing of Kafka of a host that is a ZooKeeper member alone', () => {
    const zookeeper = Zookeeper.onOwnHosts({
      instanceType: 'm7i.large',
      members: ['a', 'b', 'c'].map((rack, index) => ({ id: index + 1, rack })),
    });
    const manifest = manifestOf('zookeeper-1', { zookeeper });
    expect(linesOf(manifest, 'broker')).toEqual([]);
    expect(linesOf(manifest, 'user')).toEqual(['user zookeeper 2181']);
    expect(linesOf(manifest, 'unit')).toEqual([
      'unit zookeeper.service',
      'unit zookeeper-logrotate.timer',
      'unit prometheus-node-exporter.service',
      'unit cdktf-kafka-class-archives.timer',
    ]);
  });

  it('has no empty field and no further blank, which a shell would split', () => {
    for (const line of manifestOf('broker-1').trimEnd().split('\n')) {
      expect(line).toMatch(/^\S+( \S+)+$/);
      expect(line.split(' ')).toHaveLength(
        { file: 7, archive: 4, user: 3, folder: 3 }[line.split(' ')[0]!] ?? 2,
      );
    }
  });
});
