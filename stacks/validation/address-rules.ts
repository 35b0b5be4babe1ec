import { closest } from 'fastest-levenshtein';
import { formatAddress, parseAddress, parseExactCidr } from '../../cluster/cidr';
import type { Problem } from '../../cluster/errors';
import type { Host } from '../../cluster/topology';
import { duplicates } from '../../cluster/checks/duplicates';
import { hostAddress, hostNumber } from '../host-addresses';
import type { NetworkSpec } from '../network';

type Addresses = Readonly<Record<string, string>>;

/** Whether each host gets an address of its own, in its subnet where that is known yet. */
export function addressProblems(
  addresses: Addresses,
  network: NetworkSpec,
  hosts: readonly Host[],
): readonly Problem[] {
  const names = hosts.map(({ name }) => name);
  const given = Object.entries(addresses);
  return [
    ...given.flatMap(([name]) => (names.includes(name) ? [] : [unknownHost(name, names)])),
    ...(network.kind === 'own' ? placeProblems(addresses, network.subnets, hosts) : []),
  ];
}

const addressPath = (name: string): string => `addresses['${name}']`;

function unknownHost(name: string, names: readonly string[]): Problem {
  return {
    path: addressPath(name),
    rule: 'be for a host of the cluster',
    value: name,
    remedy: `The nearest is '${closest(name, names)}'`,
  };
}

/** Where the blocks are known: all addresses, those worked out as well. */
function placeProblems(
  addresses: Addresses,
  subnets: NetworkSpec['subnets'],
  hosts: readonly Host[],
): readonly Problem[] {
  const placed = hosts.flatMap((host) => {
    const cidr = subnets[host.rack];
    if (cidr === undefined) return [];
    return [{ host, cidr, address: addresses[host.name] ?? hostAddress(cidr, hostNumber(host)) }];
  });
  return [
    ...placed.flatMap(({ host, cidr, address }) => freeForHosts(host, cidr, address)),
    ...duplicates(
      placed.map(({ address }) => address),
      (index) => addressPath(placed[index]!.host.name),
      'Name an address for one of the two in `addresses`, or take a larger subnet',
    ),
  ];
}

/** AWS keeps the first four addresses of each subnet, and the last. */
const [KEPT_AT_FRONT, KEPT_AT_BACK] = [4n, 1n];

function freeForHosts({ name }: Host, cidr: string, value: string): readonly Problem[] {
  const { family, first, last } = parseExactCidr(cidr)!;
  const address = parseAddress(value)?.address;
  if (address === undefined) return [];
  const [lowest, highest] = [first + KEPT_AT_FRONT, last - KEPT_AT_BACK];
  if (address >= lowest && address <= highest) return [];
  return [
    {
      path: addressPath(name),
      rule: `lie in its subnet, from ${formatAddress(family, lowest)} to ${formatAddress(family, highest)}`,
      value,
      remedy: 'Name another in `addresses`, or take a larger subnet',
    },
  ];
}
