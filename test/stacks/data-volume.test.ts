import { Storage, Zookeeper } from '../../stacks/index';
import { deviceName } from '../../stacks/data-volume';
import { validSpec } from '../support/spec-builder';
import { synthesizeCluster } from '../support/synthesized';

describe('the volumes of a broker', () => {
  const stack = synthesizeCluster({
    spec: validSpec({
      storage: Storage.gp3({
        volumesPerBroker: 2,
        sizeGiB: 1_000,
        throughputMiBps: 250,
        iops: 4_000,
      }),
    }),
  });
  const volumes = stack.resources('aws_ebs_volume', { tags: { 'kafka-host': 'broker-2' } });

  it('are those that the spec asks for, and one for ZooKeeper', () => {
    expect(volumes.map(({ tags }) => (tags as Record<string, string>).Name)).toEqual([
      'logs-broker-2-kafka-1',
      'logs-broker-2-kafka-2',
      'logs-broker-2-zookeeper',
    ]);
    expect(volumes).toMatchObject([
      { type: 'gp3', size: 1_000, throughput: 250, iops: 4_000 },
      { type: 'gp3', size: 1_000, throughput: 250, iops: 4_000 },
      { type: 'gp3', size: 20 },
    ]);
  });

  it('stand in the zone of its rack', () => {
    expect(volumes.map(({ availability_zone: zone }) => zone)).toEqual(Array(3).fill('eu-west-1b'));
  });

  it('are never destroyed by terraform', () => {
    for (const { lifecycle } of volumes) expect(lifecycle).toMatchObject({ prevent_destroy: true });
  });

  it('are not made anew for a zone that terraform only knows later', () => {
    for (const { lifecycle } of volumes) {
      expect(lifecycle).toMatchObject({ ignore_changes: ['availability_zone'] });
    }
  });

  it('are made before the host and found by their ids', () => {
    const { user_data: userData } = stack.resource('aws_instance', {
      tags: { 'kafka-host': 'broker-2' },
    }) as { user_data: string };
    for (const name of ['zookeeper', 'kafka-1', 'kafka-2']) {
      expect(userData).toMatch(
        new RegExp(`\\$\\{aws_ebs_volume\\.[^}]*Disk-${name}_[^}]*\\.id\\}`),
      );
    }
  });

  it('are detached only from a host that has stopped', () => {
    for (const attachment of stack.resources('aws_volume_attachment')) {
      expect(attachment).toMatchObject({ stop_instance_before_detaching: true });
    }
    expect(stack.resources('aws_volume_attachment')).toHaveLength(9);
  });
});

it('can be destroyed where nothing is protected', () => {
  const stack = synthesizeCluster({ protectData: false });
  for (const { lifecycle } of stack.resources('aws_ebs_volume')) {
    expect(lifecycle).toMatchObject({ prevent_destroy: false });
  }
});

it('are ZooKeeper’s alone where brokers keep their data inside the hosts', () => {
  const members = [1, 2, 3].map((id, index) => ({ id, rack: 'abc'.charAt(index) }));
  const stack = synthesizeCluster({
    spec: validSpec({
      instanceType: 'd3.2xlarge',
      storage: Storage.instanceStore(),
      zookeeper: Zookeeper.onOwnHosts({ instanceType: 'm5.large', members }),
    }),
  });
  const disks = stack
    .resources('aws_ebs_volume')
    .map(({ tags }) => (tags as Record<string, string>)['kafka-disk']);
  expect(disks).toEqual(['zookeeper', 'zookeeper', 'zookeeper']);
});

it('gives every disk that a broker can have a device name of its own', () => {
  const names = ['zookeeper', ...Array.from({ length: 24 }, (_, index) => `kafka-${index + 1}`)];
  const devices = names.map(deviceName);
  expect(new Set(devices).size).toBe(25);
  for (const device of devices) expect(device).toMatch(/^\/dev\/sd[b-z]$/);
});
