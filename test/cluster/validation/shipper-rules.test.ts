import { formatProblem } from '../../../cluster/errors';
import { Security, type KafkaClusterSpec, type ShipperSpec } from '../../../cluster/index';
import { resolveSpec } from '../../../cluster/resolve-spec';
import { specProblems } from '../../../cluster/validate-spec';
import { unsoundSpec, validSpec } from '../../support/spec-builder';

const TLS = {
  security: Security.tls(),
  clients: [
    { name: 'shipper', produce: ['app-*'] },
    { name: 'reader', consume: ['app-*'] },
  ],
};
const files = [{ pattern: '/var/log/app/*.log', topic: 'app-logs' }];
const web: ShipperSpec = { name: 'web', client: 'shipper', files };

const problemsOf = (shippers: unknown, changes: Partial<KafkaClusterSpec> = TLS) =>
  specProblems(unsoundSpec({ ...changes, shippers })).map(formatProblem);

test.each<[string, readonly ShipperSpec[], Partial<KafkaClusterSpec>?]>([
  ['none', []],
  ['one', [web]],
  ['two kinds of hosts with one client', [web, { ...web, name: 'db' }]],
  ['one without a client', [{ name: 'web', files }], { security: Security.plaintext() }],
  [
    'all that there is to choose',
    [
      {
        ...web,
        ...{ compression: 'lz4', maxLineBytes: 1_000, restSeconds: 0.1 },
        ...{ keepHours: 0, minFreePercent: 0, memoryMiB: 64, cpuPercent: 5 },
        ...{ hosts: 100_000, addresses: 1 },
        files: [
          {
            ...{ pattern: '/srv/*/a?.log', topic: 'app-a', exclude: ['debug*'] },
            ...{ fields: { service: 'a' }, time: { pattern: '^(\\S+)', format: '%b %d %H:%M:%S' } },
            rotate: { sizeMiB: 1, reopen: 'systemctl reload a' },
          },
          { pattern: '/srv/**/*', topic: 'app-b' },
        ],
      },
    ],
  ],
])('%s is sound', (_, shippers, changes = TLS) => {
  expect(problemsOf(shippers, changes)).toEqual([]);
});

test.each<[unknown, string, Partial<KafkaClusterSpec>?]>([
  [{ ...web, name: 'Web' }, 'shippers[0].name: must be 1-64 lower-case letters'],
  [{ ...web, name: '-web' }, 'shippers[0].name: must be 1-64 lower-case letters'],
  [{ ...web, files: [] }, 'shippers[0].files: must have files'],
  [{ ...web, client: undefined }, 'shippers[0].client: must be a client of the spec'],
  [{ ...web, client: 'nobody' }, "shippers[0].client: must be a client of the spec, got 'nobody'"],
  [
    { ...web, client: 'reader' },
    'shippers[0].files[0].topic: must be one that its client reader may produce to',
  ],
  [
    { ...web, client: 'shipper' },
    'shippers[0].client: must be left out under Security.plaintext()',
    { security: Security.plaintext() },
  ],
  [
    web,
    'shippers[0].client: must be a client that logs in with a password',
    { ...TLS, clients: [{ name: 'shipper', certificate: true, produce: ['app-*'] }] },
  ],
  [
    web,
    'shippers[0].files[0].topic: must be a topic of the spec',
    { ...TLS, topics: [{ name: 'app-other' }] },
  ],
  ...['/var/log/**/app.log', '/var/log/app/*', '/var/log/app.log?', '/var/log/app.lo[g]'].map(
    (pattern): [unknown, string] => [
      { ...web, files: [{ ...files[0]!, pattern, rotate: { sizeMiB: 1, reopen: 'true' } }] },
      `shippers[0].files[0].pattern: must be one that logrotate takes, without '**' and with the end of the name, where there is \`rotate\`, got '${pattern}'`,
    ],
  ),
  ...['%s', '%d %Q', '%', 'none', '100%%'].map((format): [unknown, string] => [
    { ...web, files: [{ ...files[0]!, time: { pattern: '.+', format } }] },
    "shippers[0].files[0].time.format: must be a format of Python's strptime",
  ]),
  [{ ...web, maxLineBytes: 1_000_001 }, 'shippers[0].maxLineBytes: must be'],
  [{ ...web, compression: 'gzip' }, 'shippers[0].compression: must be'],
  ...[0, 1.5, 100_001, '635'].map((hosts): [unknown, string] => [
    { ...web, hosts },
    'shippers[0].hosts: must be a whole number from 1 to 100,000',
  ]),
  [{ ...web, hosts: 3, addresses: 0 }, 'shippers[0].addresses: must be a whole number from 1'],
  [
    { ...web, hosts: 1_000, addresses: 1_001 },
    'shippers[0].addresses: must be at most the number of hosts (1,000), got 1001. Lower it',
  ],
  [
    { ...web, addresses: 1 },
    'shippers[0].addresses: must stand beside the number of hosts, got 1. Say how many',
  ],
  [{ ...web, color: 'red' }, 'shippers[0].color'],
  ...['logs/app.log', '/var/log/', '/var/../log/a', '/var/log/a b.log', "/var/log/'a'", 5].map(
    (pattern): [unknown, string] => [
      { ...web, files: [{ pattern, topic: 'app-logs' }] },
      'shippers[0].files[0].pattern: must be an absolute path',
    ],
  ),
  [
    { ...web, files: [{ ...files[0], rotate: { sizeMiB: 1, reopen: 'a\nb' } }] },
    'shippers[0].files[0].rotate.reopen: must be a command in one line',
  ],
  [{ ...web, files: [...files, ...files] }, 'shippers[0].files[1].pattern'],
  [
    { ...web, files: [{ ...files[0], topic: 'shipper-reports' }] },
    'shippers[0].files[0].topic: must not be the topic of their own reports',
  ],
])('%j is refused', (shipper, expected, changes = TLS) => {
  const problems = problemsOf([shipper], changes);
  expect(problems.filter((problem) => problem.startsWith(expected))).not.toEqual([]);
});

it('has each name once', () => {
  expect(problemsOf([web, web]).join('\n')).toContain('shippers[1].name');
});

it('hosts have an address each where nothing else is said', () => {
  const shippers = [
    web,
    { ...web, name: 'db', hosts: 5 },
    { ...web, name: 'nat', hosts: 5, addresses: 2 },
  ];
  const counted = resolveSpec(validSpec({ ...TLS, shippers })).shippers.map(
    ({ hosts, addresses }) => [hosts, addresses],
  );
  expect(counted).toEqual([
    [undefined, undefined],
    [5, 5],
    [5, 2],
  ]);
});

describe('where there are shippers', () => {
  const resolved = resolveSpec(
    validSpec({ ...TLS, topics: [{ name: 'app-logs' }], shippers: [web] }),
  );

  it('there is a topic for their reports, which their client may produce to', () => {
    expect(resolved.topics.map(({ name }) => name)).toEqual(['app-logs', 'shipper-reports']);
    const [shipper, reader] = resolved.clients;
    expect(shipper!.grants).toContainEqual({
      ...{ resource: 'topic', operation: 'write', name: 'shipper-reports', match: 'whole' },
    });
    expect(reader!.grants.map(({ name }) => name)).not.toContain('shipper-reports');
  });

  it('a topic that the spec names itself stays as it is', () => {
    const topics = [{ name: 'app-logs' }, { name: 'shipper-reports', partitions: 1 }];
    const own = resolveSpec(validSpec({ ...TLS, topics, shippers: [web] }));
    expect(own.topics.map(({ name, partitions }) => [name, partitions])).toEqual([
      ['app-logs', 6],
      ['shipper-reports', 1],
    ]);
  });
});
