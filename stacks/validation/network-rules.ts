import { holdsCidr, overlaps, parseExactCidr } from '../../cluster/cidr';
import type { Problem } from '../../cluster/errors';
import { duplicates } from '../../cluster/checks/duplicates';
import type { Host } from '../../cluster/topology';
import type { NetworkSpec, OwnNetworkSpec } from '../network';
import { ZONE } from './aws-values';
import { isKnownLater } from './known-later';

/** Whether each rack has a subnet of its own, in a zone of its own where that is known yet. */
export function networkProblems(
  network: NetworkSpec,
  hosts: readonly Pick<Host, 'rack'>[],
): readonly Problem[] {
  const racks = [...new Set(hosts.map(({ rack }) => rack))];
  const named = Object.keys(network.subnets);
  return [
    ...racks.filter((rack) => !named.includes(rack)).map((rack) => subnetMissing(rack)),
    ...named
      .filter((rack) => !racks.includes(rack))
      .map((rack) => rackUnknown(subnetPath(rack), rack, racks)),
    ...(network.kind === 'existing'
      ? existingProblems(network.subnets)
      : [...blockProblems(network), ...zoneProblems(network)]),
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

function rackUnknown(path: string, rack: string, racks: readonly string[]): Problem {
  return {
    path,
    rule: 'be for a rack of the spec',
    value: rack,
    remedy: `The spec has ${racks.join(', ')}: rename or remove it`,
  };
}

function existingProblems(subnets: Readonly<Record<string, string>>): readonly Problem[] {
  const entries = Object.entries(subnets);
  return duplicates(
    entries.map(([, id]) => id),
    (index) => subnetPath(entries[index]![0]),
    'A subnet lies in one zone, and racks in one zone fail together: name another',
  );
}

function blockProblems({ cidr, subnets, natSubnet }: OwnNetworkSpec): readonly Problem[] {
  const vpc = parseExactCidr(cidr)!;
  const named = [
    ...Object.entries(subnets).map(([rack, block]) => ({ path: subnetPath(rack), block })),
    ...(natSubnet === undefined ? [] : [{ path: 'network.natSubnet', block: natSubnet }]),
  ].map(({ path, block }) => ({ path, value: block, block: parseExactCidr(block)! }));
  return named.flatMap(({ path, value, block }, index) => {
    if (!holdsCidr([vpc], block)) return [outside(path, value)];
    const taken = named.slice(0, index).find((other) => overlaps(other.block, block));
    return taken ? [overlapping(path, value, taken.path)] : [];
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

const zonePath = (rack: string): string => `network.zones['${rack}']`;

function zoneProblems({ subnets, zones = {} }: OwnNetworkSpec): readonly Problem[] {
  const racks = Object.keys(subnets);
  const zoneOf = racks.map((rack) => zones[rack] ?? rack);
  return [
    ...Object.keys(zones)
      .filter((rack) => !racks.includes(rack))
      .map((rack) => rackUnknown(zonePath(rack), rack, racks)),
    ...racks.flatMap((rack, index) => (isZone(zoneOf[index]!) ? [] : [notAZone(rack)])),
    ...duplicates(
      zoneOf,
      (index) => zonePath(racks[index]!),
      'Racks in one zone fail together: there must be as many zones as racks',
    ),
  ];
}

function isZone(zone: string): boolean {
  return isKnownLater(zone) || ZONE(zone, '').length === 0;
}

function notAZone(rack: string): Problem {
  return {
    path: zonePath(rack),
    rule: 'be an availability zone',
    value: rack,
    remedy: `Name the zone of the rack '${rack}', such as 'eu-west-1a'`,
  };
}
