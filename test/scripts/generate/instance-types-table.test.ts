import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../../cluster/package-folder';
import {
  type DescribedInstanceType,
  instanceTypesTable,
} from '../../../scripts/generate/instance-types-table';

/** As the API answers, of what is read. */
function described(
  name: string,
  changes: Partial<DescribedInstanceType> = {},
): DescribedInstanceType {
  return {
    InstanceType: name,
    BareMetal: false,
    VCpuInfo: { DefaultVCpus: 8 },
    MemoryInfo: { SizeInMiB: 62_464 },
    NetworkInfo: { NetworkCards: [card(6, 15)] },
    EbsInfo: {
      EbsOptimizedInfo: { BaselineThroughputInMBps: 288.3875, MaximumThroughputInMBps: 593.75 },
    },
    ...changes,
  };
}

const card = (BaselineBandwidthInGbps: number, PeakBandwidthInGbps: number) => ({
  BaselineBandwidthInGbps,
  PeakBandwidthInGbps,
});

const typesOf = (...types: readonly DescribedInstanceType[]) =>
  (
    JSON.parse(instanceTypesTable(types)) as {
      families: Record<string, { types: Record<string, unknown> }>;
    }
  ).families;

it('keeps what Kafka cares about, in units of the table', () => {
  const disks = [{ Count: 6, SizeInGB: 1980, Type: 'hdd' as const }];
  const { d3 } = typesOf(described('d3.2xlarge', { InstanceStorageInfo: { Disks: disks } }));
  expect(d3!.types).toEqual({
    'd3.2xlarge': {
      vcpus: 8,
      memoryGiB: 61,
      disks: { count: 6, sizeGB: 1980, medium: 'hdd' },
      networkGbps: { baseline: 6, burst: 15 },
      ebsMBps: { baseline: 288.388, burst: 593.75 },
    },
  });
});

it('has the sizes of a family in their order, and no family inside another', () => {
  const sized = (name: string, vcpus: number) =>
    described(name, { VCpuInfo: { DefaultVCpus: vcpus } });
  const { d3, d3en } = typesOf(
    sized('d3en.xlarge', 4),
    sized('d3.4xlarge', 16),
    sized('d3.xlarge', 4),
  );
  expect(Object.keys(d3!.types)).toEqual(['d3.xlarge', 'd3.4xlarge']);
  expect(Object.keys(d3en!.types)).toEqual(['d3en.xlarge']);
});

it('leaves out bare metal, several network cards and other families', () => {
  const types = typesOf(
    described('m5.metal', { BareMetal: true }),
    described('i7ie.48xlarge', { NetworkInfo: { NetworkCards: [card(100, 100), card(100, 100)] } }),
    described('p5.48xlarge'),
  );
  expect(Object.values(types).flatMap((family) => Object.keys(family.types))).toEqual([]);
});

it('writes each type on a line of its own, so that a new answer shows as a small diff', () => {
  const file = readFileSync(join(packageFolder(), 'cluster/data/instance-types.json'), 'utf8');
  const types = file.split('\n').filter((line) => line.includes('"vcpus"'));
  expect(types.length).toBeGreaterThan(200);
  expect(types.filter((line) => !/^ {8}"[a-z0-9.-]+": \{ .* \},?$/.test(line))).toEqual([]);
});
