import { Token } from 'cdktf';
import type { Problem } from '../../cluster/errors';
import { duplicates } from '../../cluster/validation/duplicates';
import { isWithin, overlap, parseIpv4Block, type Ipv4Block } from '../ipv4';
import type { NetworkSpec, OwnNetworkSpec } from '../network';
import { bucketProblems } from './bucket-rules';

/** Whether each rack has a subnet that can be one, in a zone of its own where that is known yet. */
export function networkProblems(
  network: NetworkSpec,
  racks: readonly string[],
): readonly Problem[] {
  const named = Object.keys(network.subnets);
  return [
    ...racks.filter((rack) => !named.includes(rack)).map((rack) => subnetMissing(rack)),
    ...named.filter((rack) => !racks.includes(rack)).map((rack) => rackUnknown(rack, racks)),
    ...(network.kind === 'existing' ? existingProblems(network.subnets) : ownProblems(network)),
    ...(network.kind === 'own' ? bucketProblems(network.buckets ?? []) : []),
  ];
}

const subnetPath = (rack: string): string => `network.subnets['${rack}']`;

function subnetMissing(rack: string): Problem {
  return {
    path: subnetPath(rack),
    rule: `name a subnet for the rack '${rack}' of the spec`,
    remedy: 'Racks fail apart only in zones apart: name a subnet in a zone of its own',
  };
}

function rackUnknown(rack: string, racks: readonly string[]): Problem {
  return {
    path: subnetPath(rack),
    rule: 'be for a rack of the spec',
    value: rack,
    remedy: `The spec has ${racks.join(', ')}: rename or remove it`,
  };
}

function existingProblems(subnets: Readonly<Record<string, string>>): readonly Problem[] {
  const entries = Object.entries(subnets);
  return [
    ...entries.flatMap(([rack, id]) =>
      Token.isUnresolved(id) || /^subnet-[0-9a-f]+$/.test(id) ? [] : [notASubnet(rack, id)],
    ),
    ...duplicates(
      entries.map(([, id]) => id),
      (index) => subnetPath(entries[index]![0]),
      'A subnet lies in one zone, and racks in one zone fail together: name another',
    ),
  ];
}

function notASubnet(rack: string, value: string): Problem {
  return {
    path: subnetPath(rack),
    rule: "be a subnet's id",
    value,
    remedy: "Name one such as 'subnet-0a1b2c3d4e5f67890'",
  };
}

function ownProblems(network: OwnNetworkSpec): readonly Problem[] {
  const vpc = parseIpv4Block(network.cidr);
  return [
    ...(vpc && fitsAws(vpc) ? [] : [notABlock('network.cidr', network.cidr)]),
    ...blockProblems(network, vpc),
    ...zoneProblems(network),
  ];
}

/** AWS takes blocks from /16 to /28, for a VPC and for a subnet. */
const fitsAws = ({ size }: Ipv4Block): boolean => size >= 2 ** 4 && size <= 2 ** 16;

function notABlock(path: string, value: string): Problem {
  return {
    path,
    rule: 'be a block of IPv4 addresses of /16 to /28 that begins at a multiple of its size',
    value,
    remedy: "Write it as '10.20.0.0/22'",
  };
}

function blockProblems(
  { subnets, natSubnet }: OwnNetworkSpec,
  vpc?: Ipv4Block,
): readonly Problem[] {
  const named = [
    ...Object.entries(subnets).map(([rack, cidr]) => ({ path: subnetPath(rack), cidr })),
    ...(natSubnet === undefined ? [] : [{ path: 'network.natSubnet', cidr: natSubnet }]),
  ];
  const read = named.map((each) => ({ ...each, block: parseIpv4Block(each.cidr) }));
  return read.flatMap(({ path, cidr, block }, index) => {
    if (!block || !fitsAws(block)) return [notABlock(path, cidr)];
    if (vpc && !isWithin(block, vpc)) return [outside(path, cidr)];
    const taken = read.slice(0, index).find((other) => other.block && overlap(other.block, block));
    return taken ? [overlapping(path, cidr, taken.path)] : [];
  });
}

function outside(path: string, value: string): Problem {
  return {
    path,
    rule: 'lie within network.cidr',
    value,
    remedy: "Take a block of the VPC's, or widen the VPC",
  };
}

function overlapping(path: string, value: string, other: string): Problem {
  return { path, rule: `not overlap ${other}`, value, remedy: 'Take a block that is free' };
}

function zoneProblems({ subnets, zones }: OwnNetworkSpec): readonly Problem[] {
  const racks = Object.keys(subnets);
  const zoneOf = racks.map((rack) => zones?.[rack] ?? rack);
  return [
    ...racks.flatMap((rack, index) =>
      /^[a-z]+(-[a-z]+)+-\d[a-z]$/.test(zoneOf[index]!) ? [] : [notAZone(rack, zoneOf[index]!)],
    ),
    ...duplicates(
      zoneOf,
      (index) => `network.zones['${racks[index]}']`,
      'Racks in one zone fail together: there must be as many zones as racks',
    ),
  ];
}

function notAZone(rack: string, value: string): Problem {
  return {
    path: `network.zones['${rack}']`,
    rule: 'be an availability zone',
    value,
    remedy: `Name the zone of the rack '${rack}', such as 'eu-west-1a'`,
  };
}
