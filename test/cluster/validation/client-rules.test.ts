import { Security, type ClientSpec } from '../../../cluster/index';
import { formatProblem } from '../../../cluster/errors';
import { specProblems } from '../../../cluster/validate-spec';
import { unsoundSpec, validSpec } from '../../support/spec-builder';

const problemsOf = (clients: unknown, security = Security.tls()) =>
  specProblems(unsoundSpec({ clients, security })).map(formatProblem);

const app: ClientSpec = { name: 'app', produce: ['app-logs'] };

test.each<[string, readonly ClientSpec[]]>([
  ['none', []],
  ['one that produces', [app]],
  ['one that consumes without a group', [{ name: 'a', consume: ['app-*'] }]],
  ['all of it', [{ name: 'a.b_c-1', produce: ['x'], consume: ['_y*'.slice(1)], group: 'g-*' }]],
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
  [{ ...app, produce: ['*'] }, 'clients[0].produce[0]: must be the name of a topic, or the beg'],
  [{ ...app, produce: ['a*b'] }, 'clients[0].produce[0]: must be the name of a topic, or the beg'],
  [{ ...app, produce: [''] }, 'clients[0].produce[0]: must be the name of a topic, or the beg'],
  [{ ...app, produce: 'app-logs' }, 'clients[0].produce: must be a list'],
  [
    { ...app, produce: ['_*'] },
    "clients[0].produce[0]: must not match Kafka's own topic __consumer",
  ],
  [
    { ...app, consume: ['__t*'] },
    "clients[0].consume[0]: must not match Kafka's own topic __trans",
  ],
  [
    { ...app, consume: ['__consumer_offsets'] },
    "clients[0].consume[0]: must not match Kafka's own topic __consumer_offsets",
  ],
  [{ ...app, produce: ['cdktf-kafka-smoke-*'] }, 'clients[0].produce[0]: must not match topics of'],
  [
    { ...app, consume: ['x'], group: '*' },
    'clients[0].group: must be the name of a consumer group',
  ],
  [
    { ...app, consume: ['x'], group: 'a b' },
    'clients[0].group: must be the name of a consumer gro',
  ],
  [{ ...app, password: 'x' }, 'clients[0].password: must be a known field'],
])('%j is refused', (client, message) => {
  expect(problemsOf([client])).toEqual([expect.stringContaining(message)]);
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
