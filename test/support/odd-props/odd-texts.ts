import { MachineImage } from '../../../stacks/index';
import {
  accepted,
  existing,
  EXISTING,
  KEY,
  own,
  POLICY,
  refused,
  TOPIC,
  ZONES,
  type OddProps,
} from './odd-props';

export const TEXTS: readonly OddProps[] = [
  refused(
    'the alias of a key',
    { kmsKeyArn: 'alias/logs' },
    "kmsKeyArn: must be the ARN of a KMS key, got 'alias/logs'",
  ),
  refused(
    'the ARN of an alias',
    { kmsKeyArn: 'arn:aws:kms:eu-west-1:123456789012:alias/logs' },
    'kmsKeyArn: must be the ARN of a KMS key',
  ),
  refused(
    'the id of a key',
    { kmsKeyArn: KEY.split('/')[1] },
    'kmsKeyArn: must be the ARN of a KMS key',
  ),
  refused(
    'a key that is not set',
    { kmsKeyArn: '' },
    "kmsKeyArn: must be the ARN of a KMS key, got ''",
  ),
  refused(
    'a key with a line end',
    { kmsKeyArn: `${KEY}\n` },
    'kmsKeyArn: must be the ARN of a KMS key',
  ),
  refused(
    'a zone with its path',
    { zoneId: '/hostedzone/Z0123456789' },
    'zoneId: must be the id of a hosted zone',
  ),
  refused(
    'a zone by its name',
    { zoneId: 'logs.internal' },
    'zoneId: must be the id of a hosted zone',
  ),
  refused(
    'a key pair that is not set',
    { ssh: { keyPair: '' } },
    'ssh.keyPair: must be the name of an EC2 key pair',
  ),
  refused(
    'a key pair with a blank at its end',
    { ssh: { keyPair: 'logs ' } },
    'ssh.keyPair: must be the name of an EC2 key pair',
  ),
  refused(
    'a public key',
    { ssh: { keyPair: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 me@here' } },
    'ssh.keyPair: must be the name of an EC2 key pair',
  ),
  refused(
    'a key pair in another alphabet',
    { ssh: { keyPair: 'schlüssel' } },
    'ssh.keyPair: must be the name of an EC2 key pair',
  ),
  refused(
    'root with a blank',
    { ssh: { user: 'ro ot' } },
    "ssh.user: must be the name of a Linux user, got 'ro ot'",
  ),
  refused(
    'a user that is an option',
    { ssh: { user: '-oProxyCommand=x' } },
    'ssh.user: must be the name of a Linux user',
  ),
  refused(
    'a program over two lines',
    { deploy: { program: 'npx\nrm' } },
    'deploy.program: must be a command in one line',
  ),
  refused(
    'no program',
    { deploy: { program: '' } },
    'deploy.program: must be a command in one line',
  ),
  refused(
    'an archive that is not set',
    { kafkaArchive: '' },
    "kafkaArchive: must be the path of a file, got ''",
  ),
  refused(
    'an archive with a zero byte',
    { kafkaArchive: 'kafka\0.tar' },
    'kafkaArchive: must be the path of a file',
  ),
  refused(
    'a folder as an archive',
    { kafkaArchive: '/' },
    "kafkaArchive: must be a file: Kafka's archive, got '/'",
  ),
  refused(
    'a placement that there is not',
    { placement: 'cluster' },
    "placement: must be 'spread' or 'partition' or 'none', got 'cluster'",
  ),
  refused(
    'a subnet as a VPC',
    existing({ vpcId: 'subnet-0a1b2c3d' }),
    'network.vpcId: must be the id of a VPC',
  ),
  refused(
    'a VPC that is cut off',
    existing({ vpcId: 'vpc-0a1b2' }),
    'network.vpcId: must be the id of a VPC',
  ),
  refused(
    'a VPC in capitals',
    existing({ vpcId: 'VPC-0A1B2C3D' }),
    'network.vpcId: must be the id of a VPC',
  ),
  refused(
    'a VPC that is not set',
    existing({ vpcId: '' }),
    "network.vpcId: must be the id of a VPC, got ''",
  ),
  refused(
    'a subnet that is none',
    existing({ subnets: { ...EXISTING, b: 'eu-west-1b' } }),
    "network.subnets['b']: must be the id of a subnet",
  ),
  refused(
    'an image that is none',
    { image: MachineImage.id('debian-12') },
    "image.id: must be the id of an image, got 'debian-12'",
  ),
  refused(
    'an image by a parameter',
    { image: MachineImage.id('resolve:ssm:/debian') },
    'image.id: must be the id of an image',
  ),
  refused(
    'a block with host bits',
    own({ cidr: '10.20.0.1/22' }),
    'network.cidr: must be a block of IPv4 addresses',
  ),
  refused(
    'a block with a zero in front',
    own({ cidr: '010.20.0.0/22' }),
    'network.cidr: must be a block of IPv4 addresses',
  ),
  refused(
    'the block of the loopback',
    own({ cidr: '127.0.0.0/16' }),
    'network.cidr: must not lie in 127.0.0.0/8',
  ),
  refused(
    'the id of a zone',
    own({ zones: { ...ZONES, a: 'euw1-az1' } }),
    "network.zones['a']: must be an availability zone",
  ),
  refused(
    'a zone for no rack',
    own({ zones: { ...ZONES, d: 'eu-west-1d' } }),
    "network.zones['d']: must be for a rack of the spec",
  ),
  refused(
    'no address',
    { addresses: { 'broker-1': '' } },
    "addresses['broker-1']: must be an IPv4 address, got ''",
  ),
  refused(
    'an address of IPv6',
    { addresses: { 'broker-1': 'fd00::1' } },
    "addresses['broker-1']: must be an IPv4 address",
  ),
  refused(
    'an address with a zero in front',
    { addresses: { 'broker-1': '10.20.0.011' } },
    "addresses['broker-1']: must be an IPv4 address",
  ),
  refused(
    'a FIFO topic',
    { alarms: { notify: [`${TOPIC}.fifo`] } },
    'alarms.notify[0]: must be the ARN of an SNS topic',
  ),
  refused(
    'an address of mail as a topic',
    { alarms: { notify: ['me@example.org'] } },
    'alarms.notify[0]: must be the ARN of an SNS topic',
  ),
  refused(
    'a topic twice',
    { alarms: { notify: [TOPIC, TOPIC] } },
    'alarms.notify[1]: must differ from alarms.notify[0]',
  ),
  refused(
    'more topics than an alarm has',
    { alarms: { notify: [1, 2, 3, 4, 5, 6].map((n) => `${TOPIC}${n}`) } },
    'alarms.notify: must be at most 5, got 6',
  ),
  refused(
    'a policy by its name',
    { hostPolicyArns: ['CloudWatchAgentServerPolicy'] },
    'hostPolicyArns[0]: must be the ARN of an IAM policy',
  ),
  refused(
    'a role as a policy',
    { hostPolicyArns: ['arn:aws:iam::123456789012:role/x'] },
    'hostPolicyArns[0]: must be the ARN of an IAM policy',
  ),
  refused(
    'a policy twice',
    { hostPolicyArns: [POLICY, POLICY] },
    'hostPolicyArns[1]: must differ from hostPolicyArns[0]',
  ),
  refused(
    'more policies than a role has',
    { hostPolicyArns: Array.from({ length: 21 }, (_, n) => `${POLICY}${n}`) },
    'hostPolicyArns: must be at most 20, got 21',
  ),
  accepted(
    'a policy with a path',
    { hostPolicyArns: ['arn:aws:iam::123456789012:policy/team/agent'] },
    ':policy/team/agent"',
  ),
  accepted(
    'a key of many regions',
    { kmsKeyArn: KEY.replace(/key\/.*/, `key/mrk-${'0'.repeat(32)}`) },
    ':key/mrk-00000000',
  ),
  accepted('a zone', { zoneId: 'Z0123456789' }, '"zone_id":"Z0123456789"'),
];

export const TAGS: readonly OddProps[] = [
  refused(
    'a tag of AWS',
    { tags: { 'aws:team': 'x' } },
    "tags['aws:team']: must not begin with 'aws:'",
  ),
  refused(
    'a tag of AWS in capitals',
    { tags: { 'AWS:team': 'x' } },
    "tags['AWS:team']: must not begin with 'aws:'",
  ),
  refused('a tag without a key', { tags: { '': 'x' } }, "tags['']: must have a key of 1-128"),
  refused(
    'a key that is too long',
    { tags: { ['k'.repeat(129)]: 'x' } },
    `tags['${'k'.repeat(129)}']: must have a key of 1-128`,
  ),
  refused(
    'a value that is too long',
    { tags: { team: 'v'.repeat(257) } },
    "tags['team']: must be a text of up to 256",
  ),
  refused(
    'a value that IAM refuses',
    { tags: { team: 'a,b' } },
    "tags['team']: must be a text of up to 256",
  ),
  refused(
    'a name of its own',
    { tags: { Name: 'logs' } },
    "tags['Name']: must be a tag of your own",
  ),
  refused(
    'two keys that IAM takes for one',
    { tags: { team: 'a', Team: 'b' } },
    "tags['Team']: must differ from 'team' not in its case alone",
  ),
  refused(
    'more tags than AWS takes',
    { tags: Object.fromEntries(Array.from({ length: 47 }, (_, n) => [`k${n}`, 'v'])) },
    'tags: must be at most 46, got 47',
  ),
  accepted(
    'as many as AWS takes',
    { tags: Object.fromEntries(Array.from({ length: 46 }, (_, n) => [`k${n}`, 'v'])) },
    '"k45":"v"',
  ),
  accepted('a tag without a value', { tags: { team: '' } }, '"team":""'),
  accepted('a tag in another alphabet', { tags: { équipe: 'журнал' } }, '"équipe":"журнал"'),
];

export const WISHES: readonly OddProps[] = [
  refused(
    'a boundary by its name',
    { iam: { permissionsBoundaryArn: 'boundary' } },
    'iam.permissionsBoundaryArn: must be the ARN of an IAM policy',
  ),
  refused('a path without its end', { iam: { path: '/kafka' } }, 'iam.path: must be a path of IAM'),
  refused(
    'a group of the hosts by its name',
    { hostSecurityGroupIds: ['default'] },
    'hostSecurityGroupIds[0]: must be the id of a security group',
  ),
  refused(
    'more groups than an interface has',
    { hostSecurityGroupIds: Array.from({ length: 15 }, (_, n) => `sg-0a1b2c${n + 10}`) },
    'hostSecurityGroupIds: must be at most 14, got 15',
  ),
  refused('a proxy as text', { proxy: 'http://proxy:3128' }, 'proxy: must be an object'),
  refused(
    'a proxy with a password',
    { proxy: { url: 'http://a:b@proxy:3128' } },
    'proxy.url: must hold no user and no password',
  ),
  refused(
    'a block past the proxy',
    { proxy: { url: 'http://proxy:3128', noProxy: ['10.0.0.0/8'] } },
    'proxy.noProxy[0]: must be a name or an address',
  ),
  refused(
    'a mirror that is not set',
    { packageMirror: { url: '' } },
    'packageMirror.url: must be a URL of http or https',
  ),
];
