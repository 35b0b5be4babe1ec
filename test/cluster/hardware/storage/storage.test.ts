import fc from '../../../support/fast-check';
import { instanceType } from '../../../../cluster/hardware/instance-types';
import {
  dataDisks,
  isVolumes,
  kindOf,
  Storage,
  STORAGE_KINDS,
  STORAGE_SHAPE,
  volumeKindOf,
  type EbsStorage,
  type StorageSpec,
} from '../../../../cluster/hardware/storage/storage';

/** One of each kind, as a spec has it. */
const SAMPLES: readonly StorageSpec[] = [
  Storage.gp3({ volumesPerBroker: 2, sizeGiB: 1_000 }),
  Storage.st1({ volumesPerBroker: 2, sizeGiB: 1_000 }),
  Storage.instanceStore(),
];
const VOLUMES = SAMPLES.filter(isVolumes);

/** All that keeps a storage from being made. */
const problems = (storage: StorageSpec) => [
  ...STORAGE_SHAPE(storage, 'storage'),
  ...kindOf(storage).problems(storage, 'storage'),
];

it('has a sample of each kind here, and a factory', () => {
  expect(SAMPLES.map(({ kind }) => kind)).toEqual(Object.keys(STORAGE_KINDS));
  expect(Object.keys(Storage)).toHaveLength(SAMPLES.length);
});

describe.each(SAMPLES)('storage of kind $kind', (storage) => {
  it('is sound, and has nothing but its fields', () => {
    expect(problems(storage)).toEqual([]);
    expect(STORAGE_SHAPE({ ...storage, colour: 1 }, 'storage')).toMatchObject([
      { path: 'storage.colour', rule: 'be a known field' },
    ]);
  });

  it('is named by its factory where none is known', () => {
    const [{ remedy } = {}] = STORAGE_SHAPE({ kind: 'tape' }, 'storage');
    expect(remedy).toContain(kindOf(storage).factory);
    const name = /^Storage\.(\w+)\(/.exec(kindOf(storage).factory)![1]!;
    expect(Object.keys(Storage)).toContain(name);
  });

  it('gives a host disks that take something', () => {
    const disks = kindOf(storage).disks(storage, instanceType('d3.2xlarge'))!;
    for (const number of [disks.count, disks.bytes, disks.bytesPerSecond]) {
      expect(number).toBeGreaterThan(0);
    }
  });
});

describe.each(VOLUMES)('a volume of kind $kind', (storage) => {
  const { sizeGiB, faster, throughputMiBps, provisioned } = volumeKindOf(storage);

  it('has one of the sizes that EBS has, both ends included', () => {
    const shape = (size: number) => STORAGE_SHAPE({ ...storage, sizeGiB: size }, 'storage');
    expect([...shape(sizeGiB.min), ...shape(sizeGiB.max)]).toEqual([]);
    for (const size of [sizeGiB.min - 1, sizeGiB.max + 1, sizeGiB.min + 0.5]) {
      expect(shape(size)).toMatchObject([
        { path: 'storage.sizeGiB', remedy: `Choose a size that ${storage.kind} has` },
      ]);
    }
  });

  it('outlives its host', () => {
    expect(kindOf(storage).outlivesHost).toBe(true);
  });

  it('gets as fast as it is asked to be, up to what its size allows', () => {
    if (!faster) {
      const larger = { ...storage, sizeGiB: storage.sizeGiB * 2 } as EbsStorage;
      expect(throughputMiBps(larger)).toBeGreaterThan(throughputMiBps(storage));
      expect(provisioned(storage)).toEqual({});
      return;
    }
    const size = fc.integer(sizeGiB);
    fc.assert(
      fc.property(size, fc.double({ min: 0, max: 1, noNaN: true }), (gib, share) => {
        const small = { ...storage, sizeGiB: gib } as EbsStorage;
        const [least, most] = [throughputMiBps(small), faster.mostMiBps(small)];
        const wanted = Math.floor(least + (most - least) * share);
        const made = faster.provision(small, wanted);
        expect(problems(made)).toEqual([]);
        expect(throughputMiBps(made)).toBeGreaterThanOrEqual(wanted);
        const beyond = faster.provision(small, most + 1);
        expect(problems(beyond).length > 0 || throughputMiBps(beyond) <= most).toBe(true);
      }),
    );
  });
});

it('inside the host does not outlive it', () => {
  const inside = Storage.instanceStore();
  expect([kindOf(inside).outlivesHost, isVolumes(inside)]).toEqual([false, false]);
});

describe('the data disks of a broker', () => {
  it.each([
    ['the volumes asked for', Storage.st1({ volumesPerBroker: 4, sizeGiB: 500 }), 'd3.2xlarge', 4],
    ["the host's own with instance store", Storage.instanceStore(), 'd3.2xlarge', 6],
    ['none where the type has none', Storage.instanceStore(), 'r5.xlarge', 0],
    ['none where the type is unknown', Storage.instanceStore(), 'd3.3xlarge', 0],
  ] as const)('are %s', (_, storage, type, disks) => {
    expect(dataDisks(storage, type, {})).toBe(disks);
  });
});
