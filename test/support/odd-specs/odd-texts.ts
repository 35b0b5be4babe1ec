import { refused, type OddSpec } from './odd-spec';

const NAMES: readonly (readonly [string, unknown, string])[] = [
  ['capitals', 'Logs', "'Logs'"],
  ['a letter of another alphabet', 'l\u043egs', "'l\\u{43e}gs'"],
  ['a wide letter', '\uff4cogs', "'\\u{ff4c}ogs'"],
  ['a line end', 'logs\n', "'logs\\n'"],
  ['a zero byte', 'logs\0', "'logs\\x00'"],
  ['an escape of terminals', '\u001b[31mlogs', "'\\x1B[31mlogs'"],
  ['what is not seen', 'lo\u200bgs', "'lo\\u{200b}gs'"],
  ['what turns the line', '\u202egol', "'\\u{202e}gol'"],
  ['half a letter', 'log\ud83d', "'log\\ud83d'"],
  ['a blank', 'prod logs', "'prod logs'"],
  ['nothing', '', "''"],
  ['a path', '../logs', "'../logs'"],
  ['a variable of a shell', '$(id)', "'$(id)'"],
  ['a hyphen at its end', 'logs-', "'logs-'"],
  ['a digit first', '1logs', "'1logs'"],
  ['33 letters', 'a'.repeat(33), `'${'a'.repeat(33)}'`],
  ['a million letters', 'a'.repeat(1e6), `'${'a'.repeat(200)}'...`],
  ['a list of it', ['logs'], "[ 'logs' ]"],
];

export const CLUSTER_NAMES: readonly OddSpec[] = NAMES.map(([title, clusterName, shown]) =>
  refused(
    `clusterName: ${title}`,
    { clusterName },
    `clusterName: must be 2-32 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen, got ${shown}`,
  ),
);

export const DOMAINS: readonly OddSpec[] = [
  ...[
    'Logs.internal',
    'logs..internal',
    '.logs',
    'logs.',
    '-a.b',
    'a_b.c',
    'b\u00fccher.example',
    'a.b\n',
    `${'a'.repeat(64)}.b`,
    `${'a.'.repeat(101)}b`,
  ].map((domain) =>
    refused(
      `domain: ${JSON.stringify(domain).slice(0, 30)}`,
      { domain },
      'domain: must be a DNS domain',
    ),
  ),
  refused(
    'domain: an address',
    { domain: '10.0.0.1' },
    'domain: must end with a part that is no number',
  ),
  refused(
    "domain: EC2's own",
    { domain: 'ec2.internal' },
    'domain: must lie outside of ec2.internal',
  ),
  refused(
    "domain: within EC2's own",
    { domain: 'eu-west-1.compute.internal' },
    'domain: must lie outside of compute.internal',
  ),
  refused('domain: of mDNS', { domain: 'logs.local' }, 'domain: must lie outside of local'),
  refused('domain: this machine', { domain: 'localhost' }, 'domain: must lie outside of localhost'),
  refused(
    'domain: all that is private',
    { domain: 'internal' },
    'domain: must lie outside of internal',
  ),
];

const rack = (name: unknown) => ({ brokers: [{ id: 1, rack: name }] });

export const OTHER_TEXTS: readonly OddSpec[] = [
  ...['', ' a', 'a b', 'a\n', 'a/b', 'z\u00f6ne', 'a'.repeat(65), 1, null].map((name) =>
    refused(
      `a rack: ${JSON.stringify(name).slice(0, 20)}`,
      rack(name),
      'brokers[0].rack: must be 1-64 letters',
    ),
  ),
  ...['', 'large', 'r5.xlarge ', 'R5.XLARGE', 'r5.xlarge\n'].map((instanceType) =>
    refused(
      `an instance type: ${JSON.stringify(instanceType)}`,
      { instanceType },
      'instanceType: must be the name of an EC2 instance type',
    ),
  ),
  refused(
    'an instance type nearly known',
    { instanceType: 'r5.xlrage' },
    "instanceType: must be an instance type whose disks, memory and network are known, got 'r5.xlrage'. Did you mean 'r5.xlarge'",
  ),
  refused(
    'an instance type far off',
    { instanceType: 'p5.48xlarge' },
    "instanceType: must be an instance type whose disks, memory and network are known, got 'p5.48xlarge'",
  ),
  refused(
    'another Kafka',
    { kafkaVersion: '4.1.0' },
    "kafkaVersion: must be '3.9.2' or '3.9.1' or '3.8.1'",
  ),
  refused(
    'a Kafka that is a number',
    { kafkaVersion: 3.9 },
    "kafkaVersion: must be '3.9.2' or '3.9.1' or '3.8.1', got 3.9",
  ),
  refused(
    'a field that is misspelt',
    { retension: {} },
    "retension: must be a known field, got 'retension'. Did you mean 'retention'",
  ),
  refused(
    'a field in another case',
    { ClusterName: 'x' },
    "ClusterName: must be a known field, got 'ClusterName'. Did you mean 'clusterName'",
  ),
  refused(
    'a field of another alphabet',
    { 'clusterN\u0430me': 'x' },
    "['clusterN\\u{430}me']: must be a known field, got 'clusterN\\u{430}me'. Did you mean 'clusterName'",
  ),
  refused(
    'a field that is far from all',
    { kubernetes: true },
    "kubernetes: must be a known field, got 'kubernetes'. Leave it out; known here are clusterName",
  ),
  refused(
    'a field that a terminal would obey',
    { '\u001b[2J': 1 },
    "['\\x1B[2J']: must be a known field",
  ),
  refused(
    'a field of another kind',
    { storage: { kind: 'st1', volumesPerBroker: 1, sizeGiB: 500, iops: 3000 } },
    "storage.iops: must be a known field, got 'iops'. Leave it out; known here are kind, volumesPerBroker, sizeGiB",
  ),
  refused(
    'a field of a broker far from all',
    { brokers: [{ id: 1, zone: 'a' }] },
    "brokers[0].zone: must be a known field, got 'zone'. Leave it out; known here are id, rack",
  ),
  refused(
    'a misspelt setting',
    { brokerSettings: { 'log.segmnt.bytes': 1 } },
    "brokerSettings['log.segmnt.bytes']: must be a setting of Kafka",
  ),
  refused(
    'a setting far from all',
    { brokerSettings: { 'pulsar.bookies': 1 } },
    "brokerSettings['pulsar.bookies']: must be a setting of Kafka 3.9.2; a broker passes over others without a word. Leave it out, or look for its name in https://kafka",
  ),
  refused(
    'a setting of ZooKeeper far from all',
    { zookeeperSettings: { etcd: 1 } },
    "zookeeperSettings['etcd']: must be a key of zoo.cfg that ZooKeeper reads; it passes over others without a word. Leave it out, or look",
  ),
  refused(
    'a setting with a line end',
    { brokerSettings: { 'compression.type': 'zstd\nbroker.id=7' } },
    "brokerSettings['compression.type']: must",
  ),
];
