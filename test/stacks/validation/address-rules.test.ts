import { formatProblem } from '../../../cluster/errors';
import { productionSite } from '../../../cluster/production-site';
import { resolveSpec } from '../../../cluster/resolve-spec';
import { layOut } from '../../../cluster/topology';
import { Network, Zookeeper, type KafkaClusterSpec } from '../../../stacks/index';
import { addressProblems } from '../../../stacks/validation/address-rules';
import { validSpec } from '../../support/spec-builder';

const subnets = { a: '10.20.0.0/24', b: '10.20.1.0/24', c: '10.20.2.0/24' };

function problems(
  addresses: Readonly<Record<string, string>>,
  blocks: Readonly<Record<string, string>> = subnets,
  changes: Partial<KafkaClusterSpec> = {},
): readonly string[] {
  const spec = resolveSpec(validSpec(changes));
  const { hosts } = layOut(spec, productionSite(spec));
  const network = Network.own({ cidr: '10.20.0.0/16', subnets: blocks });
  return addressProblems(addresses, network, hosts).map(formatProblem);
}

it('finds nothing wrong with addresses that are worked out', () => {
  expect(problems({})).toEqual([]);
});

it.each([
  [
    'an address for a host that is none',
    { 'broker-4': '10.20.0.20' },
    "addresses['broker-4']: must be for a host of the cluster, got 'broker-4'. The nearest is 'broker-1'.",
  ],
  [
    'an address outside the subnet',
    { 'broker-1': '10.20.1.20' },
    "addresses['broker-1']: must lie in its subnet, from 10.20.0.4 to 10.20.0.254, got '10.20.1.20'. Name another in `addresses`, or take a larger subnet.",
  ],
  [
    'an address that AWS keeps',
    { 'broker-1': '10.20.0.3' },
    "addresses['broker-1']: must lie in its subnet, from 10.20.0.4 to 10.20.0.254, got '10.20.0.3'. Name another in `addresses`, or take a larger subnet.",
  ],
])('refuses %s', (_, addresses, message) => {
  expect(problems(addresses)).toContain(message);
});

it('refuses a subnet that is too small for the id of a broker', () => {
  const brokers = [7, 2, 3].map((id, index) => ({ id, rack: 'abc'.charAt(index) }));
  expect(problems({}, { ...subnets, a: '10.20.0.0/28' }, { brokers })).toEqual([
    "addresses['broker-7']: must lie in its subnet, from 10.20.0.4 to 10.20.0.14, got '10.20.0.17'. Name another in `addresses`, or take a larger subnet.",
  ]);
});

it('refuses an address that two hosts would have, one of them from the back of the subnet', () => {
  const zookeeper = Zookeeper.onBrokersAndOwnHosts({
    instanceType: 'm5.large',
    members: [
      { id: 4, rack: 'a' },
      { id: 5, rack: 'b' },
    ],
  });
  expect(problems({}, { ...subnets, a: '10.20.0.0/28' }, { zookeeper })).toEqual([
    "addresses['zookeeper-4']: must differ from addresses['broker-1'], got '10.20.0.11'. Name an address for one of the two in `addresses`, or take a larger subnet.",
  ]);
});
