import type { InstanceTypeFacts } from '../../cluster/hardware/instance-types';

const GUIDE = 'https://docs.aws.amazon.com/ec2/latest/instancetypes';

/** The families that are kept, each with AWS's own page of the same figures. */
const FAMILIES: Readonly<Record<string, string>> = {
  ...on('so.html', 'd2 d3 d3en h1 i3 i3en i4g i4i i7i i7ie i8g i8ge im4gn is4gen'),
  ...on('gp.html', 'm5 m6g m6i m7g m7i m8g t3 t4g'),
  ...on('mo.html', 'r5 r6g r6i r7g r7i r8g'),
};

function on(page: string, families: string): Readonly<Record<string, string>> {
  return Object.fromEntries(families.split(' ').map((family) => [family, `${GUIDE}/${page}`]));
}

const SOURCE =
  'Answers of the EC2 API to DescribeInstanceTypes, autumn 2026. Left out: bare metal, and types with several network cards.';

/** What is read of one element of `InstanceTypes` in the API's answer. */
export interface DescribedInstanceType {
  readonly InstanceType: string;
  readonly BareMetal: boolean;
  readonly VCpuInfo: { readonly DefaultVCpus: number };
  readonly MemoryInfo: { readonly SizeInMiB: number };
  readonly InstanceStorageInfo?: {
    readonly Disks: readonly {
      readonly Count: number;
      readonly SizeInGB: number;
      readonly Type: 'hdd' | 'ssd';
    }[];
  };
  readonly NetworkInfo: {
    readonly NetworkCards: readonly {
      readonly BaselineBandwidthInGbps: number;
      readonly PeakBandwidthInGbps: number;
    }[];
  };
  readonly EbsInfo: {
    readonly EbsOptimizedInfo: {
      readonly BaselineThroughputInMBps: number;
      readonly MaximumThroughputInMBps: number;
    };
  };
}

/** cluster/data/instance-types.json: one type a line, by family and size. */
export function instanceTypesTable(described: readonly DescribedInstanceType[]): string {
  const families = Object.entries(FAMILIES).map(([family, see]) => {
    const types = described
      .filter((type) => type.InstanceType.startsWith(`${family}.`) && isKept(type))
      .sort((a, b) => size(a) - size(b))
      .map((type) => `        "${type.InstanceType}": ${oneLine(facts(type))}`);
    return `    "${family}": {\n      "see": "${see}",\n      "types": {\n${types.join(',\n')}\n      }\n    }`;
  });
  return `{\n  "source": "${SOURCE}",\n  "families": {\n${families.join(',\n')}\n  }\n}\n`;
}

/** The bandwidth of several cards is not had by one address, so it would mislead. */
function isKept({ BareMetal, NetworkInfo }: DescribedInstanceType): boolean {
  return !BareMetal && NetworkInfo.NetworkCards.length === 1;
}

function size({ VCpuInfo, MemoryInfo }: DescribedInstanceType): number {
  return VCpuInfo.DefaultVCpus * 1e9 + MemoryInfo.SizeInMiB;
}

function facts(type: DescribedInstanceType): InstanceTypeFacts {
  const [disks] = type.InstanceStorageInfo?.Disks ?? [];
  const [card] = type.NetworkInfo.NetworkCards;
  const ebs = type.EbsInfo.EbsOptimizedInfo;
  return {
    vcpus: type.VCpuInfo.DefaultVCpus,
    memoryGiB: type.MemoryInfo.SizeInMiB / 1024,
    ...(disks && { disks: { count: disks.Count, sizeGB: disks.SizeInGB, medium: disks.Type } }),
    networkGbps: bandwidth(card?.BaselineBandwidthInGbps, card?.PeakBandwidthInGbps),
    ebsMBps: bandwidth(ebs.BaselineThroughputInMBps, ebs.MaximumThroughputInMBps),
  };
}

function bandwidth(baseline = 0, burst = 0): InstanceTypeFacts['networkGbps'] {
  const rounded = (value: number) => Math.round(value * 1000) / 1000;
  return { baseline: rounded(baseline), burst: rounded(burst) };
}

function oneLine(value: object): string {
  return JSON.stringify(value, undefined, 1).replaceAll(/\n */g, ' ');
}
