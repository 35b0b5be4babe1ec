import { hostCapacity } from '../../../cluster/capacity/host-capacity';
import { Storage, Zookeeper, type StorageSpec } from '../../../cluster/index';
import { resolved } from '../../support/capacity-plans';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

function host(instanceType: string, storage: StorageSpec) {
  const spec = resolved({ instanceType, storage });
  return hostCapacity(spec, spec.brokers[0]!);
}

describe('the disks of a host', () => {
  it.each([
    ['st1 of 1 TiB', Storage.st1({ volumesPerBroker: 2, sizeGiB: 1024 }), 40 * MIB],
    ['st1 of 12.5 TiB', Storage.st1({ volumesPerBroker: 2, sizeGiB: 12_800 }), 500 * MIB],
    ['st1 beyond that', Storage.st1({ volumesPerBroker: 2, sizeGiB: 16_384 }), 500 * MIB],
    ['gp3', Storage.gp3({ volumesPerBroker: 2, sizeGiB: 1000 }), 125 * MIB],
    [
      'gp3 with throughput provisioned',
      Storage.gp3({ volumesPerBroker: 2, sizeGiB: 1000, throughputMiBps: 400 }),
      400 * MIB,
    ],
  ])('%s keep up the throughput that AWS names', (_, storage, bytesPerSecond) => {
    const { disks } = host('r7i.xlarge', storage);
    expect(disks).toEqual({
      count: 2,
      bytes: storage.sizeGiB * GIB,
      bytesPerSecond,
      spinning: storage.kind === 'st1',
    });
  });

  it.each([
    ['d3.2xlarge', { count: 6, bytes: 1980e9, bytesPerSecond: 100e6, spinning: true }],
    ['i3en.xlarge', { count: 1, bytes: 2500e9, bytesPerSecond: 250e6, spinning: false }],
  ])('of %s are its own with instance store', (type, disks) => {
    expect(host(type, Storage.instanceStore()).disks).toEqual(disks);
  });
});

describe('a host', () => {
  it('has its network baseline, not its burst, in each direction', () => {
    const { networkBytesPerSecond } = host('d3.2xlarge', Storage.instanceStore());
    expect(networkBytesPerSecond).toBe(6e9 / 8);
  });

  it('has an EBS link only where the data goes over it', () => {
    const ebs = host('r7i.xlarge', Storage.st1({ volumesPerBroker: 1, sizeGiB: 500 }));
    expect(ebs.ebsBytesPerSecond).toBe(156.25e6);
    expect(host('d3.2xlarge', Storage.instanceStore()).ebsBytesPerSecond).toBeUndefined();
  });

  it('reserves memory for the heaps, a quarter of them beside, and 1 GiB for the system', () => {
    const onBroker = host('d3.2xlarge', Storage.instanceStore());
    expect(onBroker.reservedBytes).toBe((1 + (6 + 1) * 1.25) * GIB);

    const elsewhere = resolved({
      instanceType: 'd3.2xlarge',
      storage: Storage.instanceStore(),
      zookeeper: Zookeeper.onOwnHosts({
        instanceType: 't3.medium',
        members: [1, 2, 3].map((id) => ({ id, rack: `${id}` })),
      }),
    });
    expect(hostCapacity(elsewhere, elsewhere.brokers[0]!).reservedBytes).toBe((1 + 6 * 1.25) * GIB);
  });

  it('of an unknown type, or without the disks asked for, is a bug of the caller', () => {
    expect(() => host('d3.3xlarge', Storage.instanceStore())).toThrow(/without facts/);
    expect(() => host('r7i.xlarge', Storage.instanceStore())).toThrow(/without disks/);
  });
});
