import { Security, type ClientSpec } from '../../../cluster/index';
import { formatProblem } from '../../../cluster/errors';
import { resolveSpec } from '../../../cluster/resolve-spec';
import { specProblems, validateSpec } from '../../../cluster/validate-spec';
import { unsoundSpec, validSpec } from '../../support/spec-builder';

const problemsOf = (clients: unknown, security = Security.tls()) =>
  specProblems(unsoundSpec({ clients, security })).map(formatProblem);

const app: ClientSpec = { name: 'app', produce: ['app-logs'] };

test.each<[string, readonly ClientSpec[]]>([
  ['none', []],
  ['one that produces', [app]],
  ['one that consumes without a group', [{ name: 'a', consume: ['app-*'] }]],
  ['all of it', [{ name: 'a.b_c-1', produce: ['x'], consume: ['_y*'.slice(1)], group: 'g-*' }]],
  ['limits', [{ ...app, limits: { produceBytesPerSecond: 1, requestPercentage: 0.01 } }]],
  [
    'the longest names',
    [
      {
        name: 'a',
        consume: ['a'.repeat(249), `${'b'.repeat(248)}*`],
        group: `${'g'.repeat(248)}*`,
      },
    ],
  ],
  ['a name of 64 letters', [{ ...app, name: 'a'.repeat(64) }]],
])('%s is sound', (_, clients) => {
  expect(problemsOf(clients)).toEqual([]);
});

test.each<[unknown, string]>([
  [{ ...app, name: 'App' }, 'clients[0].name: must be 1-64 lower-case letters'],
  [{ ...app, name: 'a'.repeat(65) }, 'clients[0].name: must be 1-64 lower-case letters'],
  [{ ...app, name: '' }, 'clients[0].name: must be 1-64 lower-case letters'],
  [{ ...app, name: 'a;User:b' }, 'clients[0].name: must be 1-64 lower-case letters'],
  [{ ...app, name: 'cdktf-kafka-app' }, 'clients[0].name: must not begin with cdktf-kafka-'],
  [{ name: 'app' }, 'clients[0]: must be granted something'],
  [{ name: 'app', group: 'g' }, 'clients[0]: must be granted something'],
  [{ ...app, group: 'g' }, 'clients[0].group: must be left out where it consumes no topic'],
  [{ ...app, produce: ['*'] }, 'clients[0].produce[0]: must not be for all topics that there ever'],
  [{ name: 'a', consume: ['*'] }, 'clients[0].consume[0]: must not be for all topics that there e'],
  [
    { ...app, produce: ['x', 'x'] },
    'clients[0].produce[1]: must differ from clients[0].produce[0]',
  ],
  [{ ...app, produce: ['a*b'] }, 'clients[0].produce[0]: must be the name of a topic, or the beg'],
  [{ ...app, produce: [''] }, 'clients[0].produce[0]: must be the name of a topic, or the beg'],
  [{ ...app, produce: 'app-logs' }, 'clients[0].produce: must be a list'],
  [
    { ...app, produce: ['_*'] },
    "clients[0].produce[0]: must not be for Kafka's own topic __consumer",
  ],
  [
    { ...app, consume: ['__t*'] },
    "clients[0].consume[0]: must not be for Kafka's own topic __trans",
  ],
  [
    { ...app, consume: ['__consumer_offsets'] },
    "clients[0].consume[0]: must not be for Kafka's own topic __consumer_offsets",
  ],
  [{ ...app, produce: ['c*'] }, 'clients[0].produce[0]: must not be for topics of smoke checks'],
  [
    { ...app, consume: ['x'], group: 'cdktf-kafka-smoke-1' },
    'clients[0].group: must not be for groups of smoke checks',
  ],
  [
    { ...app, produce: ['cdktf-kafka-smoke-*'] },
    'clients[0].produce[0]: must not be for topics of',
  ],
  [
    { ...app, consume: ['x'], group: '*' },
    'clients[0].group: must not be for all groups that there ever will be',
  ],
  [
    { ...app, consume: ['x'], group: 'a b' },
    'clients[0].group: must be the name of a consumer gro',
  ],
  [{ ...app, name: 'a b' }, 'clients[0].name: must be 1-64 lower-case letters'],
  [{ ...app, name: '-a' }, 'clients[0].name: must be 1-64 lower-case letters'],
  [{ ...app, name: 'logs-members' }, 'clients[0].name: must not be the name of a member of the'],
  [{ ...app, name: 'logs-zookeeper' }, 'clients[0].name: must not be the name of a member of the'],
  [{ ...app, name: 'broker-1' }, 'clients[0].name: must not be the name of a member of the clus'],
  [
    { ...app, name: 'zookeeper-4' },
    'clients[0].name: must not be the name of a member of the clus',
  ],
  [{ ...app, name: 'CN=logs-members' }, 'clients[0].name: must be 1-64 lower-case letters'],
  [{ ...app, name: 'certificate:app' }, 'clients[0].name: must be 1-64 lower-case letters'],
  [{ ...app, certificate: 'app' }, 'clients[0].certificate: must be true or false'],
  [{ ...app, name: 7 }, 'clients[0].name: must be 1-64 lower-case letters'],
  [{ ...app, produce: ['.'] }, 'clients[0].produce[0]: must be the name of a topic'],
  [{ ...app, produce: ['a'.repeat(250)] }, 'clients[0].produce[0]: must be the name of a topic'],
  [
    { ...app, produce: [`${'a'.repeat(249)}*`] },
    'clients[0].produce[0]: must be the name of a topic',
  ],
  [
    { ...app, consume: ['x'], group: 'g'.repeat(250) },
    'clients[0].group: must be the name of a consumer group',
  ],
  [{ ...app, limits: {} }, 'clients[0].limits: must limit something'],
  [{ ...app, limits: { produceBytesPerSecond: 0 } }, 'clients[0].limits.produceBytesPerSecond'],
  [{ ...app, limits: { consumeBytesPerSecond: 0 } }, 'clients[0].limits.consumeBytesPerSecond'],
  [{ ...app, limits: { requestPercentage: 0 } }, 'clients[0].limits.requestPercentage'],
  [{ ...app, limits: { connections: 5 } }, 'clients[0].limits.connections: must be a known field'],
  [{ ...app, password: 'x' }, 'clients[0].password: must be a known field'],
])('%j is refused', (client, message) => {
  expect(problemsOf([client])).toEqual([expect.stringContaining(message)]);
});

const limits = { produceBytesPerSecond: 1 };
test.each<[string, readonly ClientSpec[], object, string | undefined]>([
  ['of a client', [app], { user: 'app' }, undefined],
  ['of all that have none', [app], { user: { default: true } }, undefined],
  ['of a client id', [{ ...app, limits }], { user: 'app', clientId: 'x' }, undefined],
  ['of nobody', [app], { user: 'ap' }, "quotas[0].user: must be a client of the spec, got 'ap'"],
  [
    'in two places',
    [{ ...app, limits }],
    { user: 'app' },
    'quotas[0].user: must not have limits here and in clients[0].limits',
  ],
])('a quota %s', (_, clients, whose, message) => {
  const quotas = [{ ...whose, ...limits }];
  const problems = specProblems(unsoundSpec({ clients, quotas, security: Security.tls() }));
  expect(problems.map(formatProblem)).toEqual(
    message === undefined ? [] : [expect.stringContaining(message)],
  );
});

test('the limits of a client are a quota of its name', () => {
  const { quotas } = resolveSpec(
    validSpec({ clients: [{ ...app, limits }], security: Security.tls() }),
  );
  expect(quotas).toEqual([{ entity: { user: 'app' }, limits: { producer_byte_rate: 1 } }]);
});

const reader = (name: string, group: string): ClientSpec => ({ name, consume: ['x'], group });

test.each<[string, readonly ClientSpec[]]>([
  ['the same group', [reader('a', 'archiver'), reader('b', 'archiver')]],
  ['the same beginning', [reader('a', 'team-*'), reader('b', 'team-*')]],
  ['groups of their own', [reader('a', 'a-*'), reader('b', 'b-1')]],
])('clients may have %s', (_, clients) => {
  expect(problemsOf(clients)).toEqual([]);
});

test.each([
  ['archiver', 'arch*'],
  ['arch-1*', 'arch*'],
])('the group of another client (%s) is not taken in by %s', (theirs, group) => {
  expect(problemsOf([reader('theirs', theirs), reader('mine', group)])).toEqual([
    `clients[1].group: must leave out the group of another client (theirs: ${theirs}), got '${group}'. ` +
      'Name the group, or a longer beginning; clients that share one name the same.',
  ]);
});

test('a grant that fits no topic of the spec is warned of, where it has topics', () => {
  const clients = [{ name: 'app', produce: ['app-*', 'web-logs'], consume: ['apps*'] }];
  const topics = [{ name: 'app-logs', partitions: 6 }];
  const pathsOf = (changes: object) =>
    validateSpec(validSpec({ clients, security: Security.tls(), ...changes }))
      .warnings.filter(({ rule }) => rule === 'fit a topic of the spec')
      .map(({ path }) => path);
  expect(pathsOf({ topics })).toEqual(['clients[0].produce[1]', 'clients[0].consume[0]']);
  expect(pathsOf({})).toEqual([]);
});

test('a client stands once', () => {
  expect(problemsOf([app, { ...app, produce: ['other'] }])).toEqual([
    expect.stringMatching(/^clients\[1\]\.name: must .*Put all grants of it into one\.$/),
  ]);
});

test('without authentication there are none', () => {
  expect(problemsOf([app], Security.plaintext() as never)).toEqual([
    'clients: must be left out under Security.plaintext(), where everybody may do everything. Ask for Security.tls(), or leave them out.',
  ]);
});

test.each([2, 365, 397, undefined])('certificates may hold for %s days', (certificateDays) => {
  const security = Security.tls(certificateDays === undefined ? {} : { certificateDays });
  expect(specProblems(validSpec({ security }))).toEqual([]);
});

test.each([1, 398, 1.5, '30', Infinity])('not for %s days', (certificateDays) => {
  const security = { kind: 'tls', certificateDays };
  expect(specProblems(unsoundSpec({ security })).map(({ path }) => path)).toEqual([
    'security.certificateDays',
  ]);
});

test.each([
  [['prometheus', 'Grafana-Agent.1'], []],
  [[], []],
  [['a b'], ['security.metricsReaders[0]']],
  [['ok', ''], ['security.metricsReaders[1]']],
  ['prometheus', ['security.metricsReaders']],
])('metrics may be read by %j', (metricsReaders, paths) => {
  const security = { kind: 'tls', metricsReaders };
  expect(specProblems(unsoundSpec({ security })).map(({ path }) => path)).toEqual(paths);
});

test.each([
  [{ client: { tlsPort: 9095 } }, 'listeners.client.tlsPort'],
  [{ client: { tlsPort: 2182 } }, 'listeners.client.tlsPort'],
  [{ interBroker: { tlsPort: 80 } }, 'listeners.interBroker.tlsPort'],
  [{ client: { tlsPort: 0 } }, 'listeners.client.tlsPort'],
])('ports of TLS are looked at where there is TLS: %j', (listeners, path) => {
  const security = Security.tls();
  expect(specProblems(validSpec({ listeners, security })).map((each) => each.path)).toEqual([path]);
});

test('a port of plaintext is nobody else’s under TLS', () => {
  const listeners = { client: { port: 9095 } };
  expect(specProblems(validSpec({ listeners, security: Security.tls() }))).toEqual([]);
});
