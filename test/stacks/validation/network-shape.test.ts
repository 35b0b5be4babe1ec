import { Fn, Token } from 'cdktf';
import { formatProblem } from '../../../cluster/errors';
import { networkShape } from '../../../stacks/validation/network-shape';

const own = {
  kind: 'own',
  cidr: '10.20.0.0/22',
  subnets: { a: '10.20.0.0/24' },
};
const existing = { kind: 'existing', vpcId: 'vpc-0a1b2c3d', subnets: { a: 'subnet-0a1b2c3d' } };
const TOKEN = Token.asString(Fn.element(['a'], 0));

const problems = (network: unknown): readonly string[] =>
  networkShape(network, 'network').map(formatProblem);

it.each([
  ['a VPC of its own', own],
  ['one with a way out', { ...own, natSubnet: '10.20.3.0/28' }],
  ['zones that terraform looks up', { ...own, zones: { a: TOKEN } }],
  ['an existing one', existing],
  ['one that another stack makes', { ...existing, vpcId: TOKEN, subnets: { a: TOKEN } }],
])('finds nothing wrong with %s', (_, network) => {
  expect(problems(network)).toEqual([]);
});

it.each([
  [
    'what is no network',
    'vpc-0a1b2c3d',
    "network: must be given, got 'vpc-0a1b2c3d'. Make it with Network.existing(…) or Network.own(…).",
  ],
  [
    'what is no subnet',
    { ...existing, subnets: { a: 'eu-west-1a' } },
    "network.subnets['a']: must be the id of a subnet, got 'eu-west-1a'. Name one such as 'subnet-0a1b2c3d4e5f67890'.",
  ],
  [
    'a variable of the environment that is not set',
    { ...existing, vpcId: '' },
    "network.vpcId: must be the id of a VPC, got ''. Name one such as 'vpc-0a1b2c3d4e5f67890'.",
  ],
  [
    'a block that terraform alone knows',
    { ...own, cidr: TOKEN },
    'network.cidr: must be known at synth time, and is a token. Write it out.',
  ],
  [
    'the id of a zone',
    { ...own, zones: { a: 'euw1-az1' } },
    "network.zones['a']: must be an availability zone, got 'euw1-az1'. Name one such as 'eu-west-1a'; its id, such as 'euw1-az1', is another in each account.",
  ],
  [
    'addresses that no VPC can have',
    { ...own, cidr: '127.0.0.0/16' },
    "network.cidr: must not lie in 127.0.0.0/8, got '127.0.0.0/16'. Take a private one: '10.20.0.0/22'.",
  ],
])('refuses %s', (_, network, message) => {
  expect(problems(network)).toEqual([message]);
});

it.each([
  ['10.20.0.0/15', 'is larger than AWS takes'],
  ['10.20.0.0/29', 'is smaller than AWS takes'],
  ['10.20.0.4/24', 'begins in the middle'],
  ['10.20.0.0', 'has no prefix'],
  ['010.20.0.0/22', 'has a zero in front, which some read as octal'],
])('refuses the block %s, which %s', (cidr) => {
  const rule =
    'must be a block of IPv4 addresses of /16 to /28 that begins at a multiple of its size';
  const message = (path: string) => `${path}: ${rule}, got '${cidr}'. Write it as '10.20.0.0/22'.`;
  expect(problems({ ...own, cidr })).toEqual([message('network.cidr')]);
  expect(problems({ ...own, subnets: { a: cidr } })).toEqual([message("network.subnets['a']")]);
});

it.each(['amazon-ssm-eu-west-1', 'abc', 'patch-baseline-snapshot-*', 'a.mirror', 'logs-?', TOKEN])(
  'takes %s for a further bucket',
  (name) => {
    expect(problems({ ...own, buckets: [name] })).toEqual([]);
  },
);

it.each([
  ...['', '*', 'ab', 'a*', '**', 'Upper', 'under_score', 'x'.repeat(64), '-begins', 'two words'],
  ...['s3://amazon-ssm-eu-west-1', 'arn:aws:s3:::amazon-ssm-eu-west-1', 'bucket/key', 'line\n'],
  ...[7, null, {}],
])('refuses %j for a further bucket', (name) => {
  expect(problems({ ...own, buckets: ['logs', name] })).toEqual([
    expect.stringMatching(/^network\.buckets\[1\]: must be a bucket's name/),
  ]);
});
