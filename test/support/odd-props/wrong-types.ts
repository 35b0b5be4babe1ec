import { MachineImage } from '../../../stacks/index';
import { validSpec } from '../spec-builder';
import { accepted, existing, own, POLICY, refused, TOPIC, type OddProps } from './odd-props';

class Thing {
  readonly kind = 'debian-12';
}
const loop: Record<string, unknown> = {};
loop.self = loop;
const throwing = {
  get keyPair(): string {
    throw new Error('no');
  },
};
const hostile = new Proxy(
  {},
  {
    ownKeys: () => {
      throw new Error('no');
    },
  },
);

export const UNKNOWN: readonly OddProps[] = [
  refused(
    'a prop that there is not',
    { imageId: 'ami-0a1b2c3d' },
    'imageId: must be a known field',
  ),
  refused(
    'a misspelt prop',
    { alarm: {} },
    "alarm: must be a known field, got 'alarm'. Did you mean 'alarms'",
  ),
  refused(
    'a misspelt step',
    { deploy: { gate: false } },
    "deploy.gate: must be a known field, got 'gate'. Did you mean 'gates'",
  ),
  refused(
    'a field of ssh that there is not',
    { ssh: { key: 'x' } },
    'ssh.key: must be a known field',
  ),
  refused(
    'a field of the alarms that there is not',
    { alarms: { topics: [TOPIC] } },
    'alarms.topics: must be a known field',
  ),
  refused(
    'a field of a network that there is not',
    existing({ subnetIds: [] }),
    'network.subnetIds: must be a known field',
  ),
  refused(
    'a field of the other kind of network',
    existing({ cidr: '10.20.0.0/22' }),
    'network.cidr: must be a known field',
  ),
  refused('a symbol as a prop', { [Symbol('x')]: 1 }, "['Symbol(x)']: must be a known field"),
  refused(
    'a prop of the prototype',
    JSON.parse('{"__proto__": 1}') as object as OddProps['props'],
    '__proto__: must be a known field',
  ),
];

export const TYPES: readonly OddProps[] = [
  refused(
    'an image as text',
    { image: 'ami-0a1b2c3d' },
    "image: must be given, got 'ami-0a1b2c3d'. Make it with MachineImage",
  ),
  refused(
    'an image of a kind that there is not',
    { image: { kind: 'ubuntu' } },
    'image.kind: must be',
  ),
  refused('an image that a class made', { image: new Thing() }, 'image: must be given, got Thing'),
  refused(
    'the factory of an image',
    { image: MachineImage.debian12 },
    'image: must be given, got [Function',
  ),
  refused('a list as a network', { network: [] }, 'network: must be given, got []'),
  refused('nothing as a network', { network: undefined }, 'network: must be given'),
  refused('null as a network', { network: null }, 'network: must be given, got null'),
  refused('null as a default', { placement: null }, 'placement: must be'),
  refused('null as tags', { tags: null }, 'tags: must be an object, got null'),
  refused(
    'a Map of tags',
    { tags: new Map([['team', 'logs']]) },
    'tags: must be an object, got Map(1)',
  ),
  refused('a list of tags', { tags: [{ Key: 'team', Value: 'logs' }] }, 'tags: must be an object'),
  refused(
    'a Set of topics',
    { alarms: { notify: new Set([TOPIC]) } },
    'alarms.notify: must be a list',
  ),
  refused(
    'one topic that is no list',
    { alarms: { notify: TOPIC } },
    'alarms.notify: must be a list',
  ),
  refused(
    'one policy that is no list',
    { hostPolicyArns: POLICY },
    'hostPolicyArns: must be a list',
  ),
  refused(
    'a sparse list of policies',
    { hostPolicyArns: [, POLICY] },
    'hostPolicyArns[0]: must be the ARN of an IAM policy',
  ),
  refused(
    'true as text',
    { protectData: 'true' },
    "protectData: must be true or false, got 'true'",
  ),
  refused('false as zero', { protectData: 0 }, 'protectData: must be true or false, got 0'),
  refused(
    'a step as text',
    { deploy: { verify: 'no' } },
    "deploy.verify: must be true or false, got 'no'",
  ),
  refused('the deploy as a boolean', { deploy: false }, 'deploy: must be an object, got false'),
  refused('the ssh as text', { ssh: 'admin' }, "ssh: must be an object, got 'admin'"),
  refused(
    'a function as a program',
    { deploy: { program: () => 'x' } },
    'deploy.program: must be a command in one line, got [Function',
  ),
  refused(
    'a symbol as a key',
    { kmsKeyArn: Symbol('key') },
    'kmsKeyArn: must be the ARN of a KMS key, got Symbol(key)',
  ),
  refused('a number as a zone', { zoneId: 42 }, 'zoneId: must be the id of a hosted zone, got 42'),
  refused(
    'a size as text',
    { rootSizeGiB: '20' },
    "rootSizeGiB: must be a whole number from 8 to 65,536, got '20'",
  ),
  refused(
    'a size as a BigInt',
    { rootSizeGiB: 20n },
    'rootSizeGiB: must be a whole number from 8 to 65,536, got 20n',
  ),
  refused('a Date as a size', { rootSizeGiB: new Date(0) }, 'rootSizeGiB: must be a whole number'),
  refused('tags that hold themselves', { tags: loop }, "tags['self']: must be a text"),
  refused(
    'a getter that throws',
    { ssh: throwing },
    'ssh.keyPair: must be the name of an EC2 key pair',
  ),
  refused('a proxy that throws', { alarms: hostile }, 'alarms: must be an object'),
  refused(
    'a promise of a spec',
    { spec: Promise.resolve(validSpec()) },
    'spec: must be an object, got Promise',
  ),
  refused('no spec', { spec: undefined }, 'spec: must be an object'),
  refused('a number as a tag', { tags: { cost: 42 } }, "tags['cost']: must be a text of up to 256"),
  refused(
    'a tag that is not set',
    { tags: { team: undefined } },
    "tags['team']: must be a text of up to 256",
  ),
  refused('a list as addresses', { addresses: ['10.20.0.11'] }, 'addresses: must be an object'),
  refused(
    'a list as subnets',
    own({ subnets: ['10.20.0.0/24'] }),
    'network.subnets: must be an object',
  ),
  accepted(
    'nothing in every prop that may be left out',
    {
      image: undefined,
      ssh: undefined,
      tags: undefined,
      alarms: undefined,
      deploy: { gates: undefined },
    },
    '"debian-12-amd64-*"',
  ),
  accepted(
    'an object without a prototype',
    { tags: Object.assign(Object.create(null), { team: 'logs' }) as object },
    '"team":"logs"',
  ),
  accepted('a proxy that is sound', { tags: new Proxy({ team: 'logs' }, {}) }, '"team":"logs"'),
  accepted(
    'a getter that is sound',
    {
      get rootSizeGiB() {
        return 33;
      },
    },
    '"volume_size":33',
  ),
];

export const NUMBERS: readonly OddProps[] = [
  ...[-5, 0, 7, 7.5, NaN, Infinity, 65_537].map((size) =>
    refused(
      `a system disk of ${size} GiB`,
      { rootSizeGiB: size },
      `rootSizeGiB: must be a whole number from 8 to 65,536, got ${size}`,
    ),
  ),
  accepted('the smallest system disk', { rootSizeGiB: 8 }, '"volume_size":8,'),
  ...[NaN, -1, 0, 100, 250, '80'].map((percent) =>
    refused(
      `a disk that is full at ${String(percent)}`,
      { alarms: { diskUsedPercent: percent } },
      'alarms.diskUsedPercent: must be a number from 1 to 99, got',
    ),
  ),
  accepted(
    'a disk that is full at a part of a percent',
    { alarms: { diskUsedPercent: 82.5 } },
    '"threshold":82.5',
  ),
];
