import { Network } from '../../../stacks/index';
import { networkProblems } from '../../../stacks/validation/network-rules';
import { formatProblem } from '../../../cluster/errors';

const HOSTS = ['a', 'b', 'c'].map((rack) => ({ rack }));
const ownNetwork = Network.own({
  cidr: '10.20.0.0/22',
  subnets: { a: '10.20.0.0/24', b: '10.20.1.0/24', c: '10.20.2.0/24' },
  zones: { a: 'eu-west-1a', b: 'eu-west-1b', c: 'eu-west-1c' },
});
const existingNetwork = Network.existing({
  vpcId: 'vpc-0a1b2c3d',
  subnets: { a: 'subnet-00000001', b: 'subnet-00000002', c: 'subnet-00000003' },
});

const problems = (network: Parameters<typeof networkProblems>[0]) =>
  networkProblems(network, HOSTS).map(formatProblem);

it.each([
  ['a VPC of its own', ownNetwork],
  ['one with a way out', { ...ownNetwork, natSubnet: '10.20.3.0/28' }],
  ['an existing one', existingNetwork],
  [
    'an existing one that is only known to terraform',
    { ...existingNetwork, subnets: { ...existingNetwork.subnets, a: '${TfToken[TOKEN.1]}' } },
  ],
])('finds nothing wrong with %s', (_, network) => {
  expect(problems(network)).toEqual([]);
});

it.each([
  [
    'a rack without a subnet',
    { ...existingNetwork, subnets: { a: 'subnet-00000001', b: 'subnet-00000002' } },
    "network.subnets['c']: must name a subnet for the rack 'c' of the spec. Racks fail apart only in zones apart: name a subnet in a zone of its own.",
  ],
  [
    'a subnet for a rack that is none',
    { ...existingNetwork, subnets: { ...existingNetwork.subnets, d: 'subnet-00000004' } },
    "network.subnets['d']: must be for a rack of the spec, got 'd'. The spec has a, b, c: rename or remove it.",
  ],
  [
    'a subnet twice',
    { ...existingNetwork, subnets: { ...existingNetwork.subnets, c: 'subnet-00000001' } },
    "network.subnets['c']: must differ from network.subnets['a'], got 'subnet-00000001'. A subnet lies in one zone, and racks in one zone fail together: name another.",
  ],
  [
    'fewer zones than racks',
    { ...ownNetwork, zones: { ...ownNetwork.zones, c: 'eu-west-1a' } },
    "network.zones['c']: must differ from network.zones['a'], got 'eu-west-1a'. Racks in one zone fail together: there must be as many zones as racks.",
  ],
  [
    'a rack whose name is no zone, and that is given none',
    { ...ownNetwork, zones: { a: 'eu-west-1a', b: 'eu-west-1b' } },
    "network.zones['c']: must be an availability zone, got 'c'. Name the zone of the rack 'c', such as 'eu-west-1a'.",
  ],
  [
    'a zone for a rack that is none',
    { ...ownNetwork, zones: { ...ownNetwork.zones, d: 'eu-west-1d' } },
    "network.zones['d']: must be for a rack of the spec, got 'd'. The spec has a, b, c: rename or remove it.",
  ],
  [
    'a subnet outside the VPC',
    { ...ownNetwork, subnets: { ...ownNetwork.subnets, c: '10.21.0.0/24' } },
    "network.subnets['c']: must lie within network.cidr, got '10.21.0.0/24'. Take a block of the VPC's, or widen the VPC.",
  ],
  [
    'subnets that overlap',
    { ...ownNetwork, subnets: { ...ownNetwork.subnets, b: '10.20.0.0/23' } },
    "network.subnets['b']: must not overlap network.subnets['a'], got '10.20.0.0/23'. Take a block that is free.",
  ],
  [
    'a public subnet that overlaps',
    { ...ownNetwork, natSubnet: '10.20.2.16/28' },
    "network.natSubnet: must not overlap network.subnets['c'], got '10.20.2.16/28'. Take a block that is free.",
  ],
])('refuses %s', (_, network, message) => {
  expect(problems(network)).toContain(message);
});
