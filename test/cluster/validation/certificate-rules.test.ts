import { generateKeyPairSync } from 'node:crypto';
import { Security, type ClientSpec } from '../../../cluster/index';
import { formatProblem } from '../../../cluster/errors';
import { specProblems } from '../../../cluster/validate-spec';
import { CLIENT_AUTHORITY, NO_AUTHORITY, WEAK_AUTHORITY } from '../../support/client-certificates';
import { unsoundSpec } from '../../support/spec-builder';

const agent: ClientSpec = { name: 'agent', certificate: true, produce: ['app-logs'] };
const problemsOf = (clientAuthorities: unknown, others: object = {}) =>
  specProblems(
    unsoundSpec({
      security: { kind: 'tls', clientAuthorities },
      clients: [agent],
      ...others,
    }),
  ).map(formatProblem);
const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
}) as string;

test('a client with a certificate is sound where its authority is trusted', () => {
  expect(problemsOf([CLIENT_AUTHORITY])).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['no list', CLIENT_AUTHORITY, 'security.clientAuthorities: must be a list'],
  ['no text', [7], 'security.clientAuthorities[0]: must be the text of a certificate'],
  ['nothing', [''], 'security.clientAuthorities[0]: must be a certificate in PEM'],
  ['the name of a file', ['ca.pem'], 'security.clientAuthorities[0]: must be a certificate in PEM'],
  [
    'a certificate that is cut off',
    [CLIENT_AUTHORITY.slice(0, 200)],
    'security.clientAuthorities[0]: must be a certificate in PEM',
  ],
  [
    'two in one text',
    [`${CLIENT_AUTHORITY}${WEAK_AUTHORITY}`],
    'security.clientAuthorities[0]: must be one certificate. Give each authority as a text of its own',
  ],
  [
    'one of a client',
    [NO_AUTHORITY],
    'security.clientAuthorities[0]: must be the certificate of an authority, not of a host or a client',
  ],
  [
    'a weak key',
    [WEAK_AUTHORITY],
    'security.clientAuthorities[0]: must have a key of 2048 bits or more',
  ],
])('%s is refused', (_, authorities, message) => {
  expect(problemsOf(authorities)[0]).toContain(message);
});

test('a private key is refused, and not shown', () => {
  const problems = problemsOf([`${CLIENT_AUTHORITY}${key}`]);
  expect(problems[0]).toMatch(/^security\.clientAuthorities\[0\]: must hold no private key\. Take/);
  expect(problems.join()).not.toContain(key.split('\n')[1]);
});

test('an authority stands once, however its lines are broken', () => {
  expect(problemsOf([CLIENT_AUTHORITY, `\n${CLIENT_AUTHORITY}`])).toEqual([
    expect.stringContaining(
      'security.clientAuthorities[1]: must differ from security.clientAuthorities[0]',
    ),
  ]);
});

test.each([[undefined], [[]]])('without an authority (%j) all of it is refused at once', (none) => {
  expect(problemsOf(none, { listeners: { certificate: { tlsPort: 9_500 } } })).toEqual([
    expect.stringMatching(/^clients\[0\]\.certificate: must be left out where the spec trusts no/),
    expect.stringMatching(/^listeners\.certificate: must be left out where the spec trusts no/),
  ]);
});

test('under plaintext there are none', () => {
  const spec = unsoundSpec({ security: Security.plaintext(), clients: [agent] });
  expect(specProblems(spec).map(({ path }) => path)).toEqual(['clients']);
});

test.each([
  [{ certificate: { port: 9_500 } }, 'listeners.certificate.port'],
  [{ certificate: { tlsPort: 9_093 } }, 'listeners.certificate.tlsPort'],
  [{ client: { tlsPort: 9_097 } }, 'listeners.client.tlsPort'],
])('its port is nobody else’s: %j', (listeners, path) => {
  expect(problemsOf([CLIENT_AUTHORITY], { listeners })[0]).toMatch(`${path}: must`);
});

test('what it may take stands with the client', () => {
  const limits = { produceBytesPerSecond: 1 };
  expect(problemsOf([CLIENT_AUTHORITY], { quotas: [{ user: 'agent', ...limits }] })).toEqual([
    expect.stringMatching(
      /^quotas\[0\]\.user: must be a client that logs in with a password, got 'agent'\. Put what it may take into clients\[0\]\.limits\.$/,
    ),
  ]);
});

test.each([60, 86_400])('a session may last %s seconds', (sessionSeconds) => {
  expect(specProblems(unsoundSpec({ security: Security.tls({ sessionSeconds }) }))).toEqual([]);
});

test.each([0, 59, 86_401, 60.5, '60'])('not %s', (sessionSeconds) => {
  const security = { kind: 'tls', sessionSeconds };
  expect(specProblems(unsoundSpec({ security })).map(({ path }) => path)).toEqual([
    'security.sessionSeconds',
  ]);
});
