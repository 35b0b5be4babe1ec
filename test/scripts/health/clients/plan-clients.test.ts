import { resolveClient } from '../../../../cluster/clients/resolve-clients';
import { formatProblem } from '../../../../cluster/errors';
import {
  describeClientStep,
  subjectOfClientStep,
} from '../../../../scripts/health/clients/client-steps';
import { grantAcl } from '../../../../scripts/health/clients/grant-acl';
import { judgeClients } from '../../../../scripts/health/clients/judge-clients';
import { isStrong, type PasswordState } from '../../../../scripts/health/clients/password-state';
import { planClients, type ClientsBefore } from '../../../../scripts/health/clients/plan-clients';
import { denialsOf } from '../../../../scripts/health/clients/revocation';

const shipper = resolveClient({ name: 'shipper', produce: ['app-logs', 'web-*'] });
const reader = resolveClient({ name: 'reader', consume: ['app-logs'], group: 'archive' });
type Client = typeof shipper;
const aclsOf = (...clients: readonly Client[]) =>
  clients.flatMap(({ name, grants }) => grants.map((grant) => grantAcl(name, grant)));
const readsLogs = {
  resource: 'topic',
  operation: 'read',
  name: 'app-logs',
  match: 'whole',
} as const;

const empty: ClientsBefore = { users: [], acls: [] };
const both: ClientsBefore = {
  users: ['shipper', 'reader'],
  acls: aclsOf(shipper, reader),
  passwords: new Map([
    ['shipper', 'fits'],
    ['reader', 'fits'],
  ]),
};
const plan = (clients: readonly Client[], found: ClientsBefore) =>
  planClients({ clusterName: 'logs', clients }, found);
const words = (...given: Parameters<typeof plan>) =>
  plan(...given).steps.map((step) => `${subjectOfClientStep(step)}: ${describeClientStep(step)}`);
const withPassword = (state: PasswordState, more: Partial<ClientsBefore> = {}) => ({
  ...both,
  passwords: new Map([...both.passwords!, ['shipper', state] as const]),
  ...more,
});

test('a new cluster gets all of them', () => {
  expect(words([shipper, reader], empty)).toEqual([
    'client shipper: let it log in, with a password of its own',
    'client reader: let it log in, with a password of its own',
    'client shipper: grant ALLOW WRITE on TOPIC app-logs',
    'client shipper: grant ALLOW WRITE on TOPIC web-*',
    'client reader: grant ALLOW READ on TOPIC app-logs',
    'client reader: grant ALLOW READ on GROUP archive',
  ]);
});

test('a client with a certificate gets grants for its own name, and no password', () => {
  const agent = resolveClient({ name: 'agent', certificate: true, produce: ['app-logs'] });
  const granted = grantAcl('certificate:agent', { ...readsLogs, operation: 'write' });
  expect(words([agent], empty)).toEqual([
    'client certificate:agent: grant ALLOW WRITE on TOPIC app-logs',
  ]);
  expect(plan([agent], { users: [], acls: [granted] })).toEqual({ steps: [], problems: [] });
});

test('one that goes over from a password to a certificate loses the password, and what it was granted', () => {
  const agent = resolveClient({ name: 'reader', certificate: true, consume: ['app-logs'] });
  expect(words([shipper, agent], both)).toEqual([
    'client certificate:reader: grant ALLOW READ on TOPIC app-logs',
    'user reader: take back ALLOW READ on TOPIC app-logs, which the spec does not grant',
    'user reader: take back ALLOW READ on GROUP archive, which the spec does not grant',
    'user reader: let it log in no more: it stands in no spec',
  ]);
});

test('a client with a certificate that left the spec may do nothing', () => {
  const granted = grantAcl('certificate:agent', readsLogs);
  expect(words([], { users: [], acls: [granted] })).toEqual([
    'user certificate:agent: take back ALLOW READ on TOPIC app-logs, which the spec does not grant',
  ]);
});

test('a client that is revoked is denied everything first, and that is left alone from then on', () => {
  const agent = resolveClient({ name: 'agent', certificate: true, produce: ['app-logs'] });
  const { user } = agent;
  expect(words([agent], { ...empty, revoked: [user] })).toEqual([
    'client certificate:agent: revoke it, as asked: DENY ALL on TOPIC *',
    'client certificate:agent: revoke it, as asked: DENY ALL on GROUP *',
    'client certificate:agent: revoke it, as asked: DENY ALL on TRANSACTIONAL_ID *',
    'client certificate:agent: revoke it, as asked: DENY ALL on CLUSTER kafka-cluster',
    'client certificate:agent: grant ALLOW WRITE on TOPIC app-logs',
  ]);
  const granted = grantAcl(user, { ...readsLogs, operation: 'write' });
  const revoked = { users: [], acls: [granted, ...denialsOf(user)] };
  expect(plan([agent], revoked)).toEqual({ steps: [], problems: [], revoked: ['agent'] });
  expect(plan([], { users: [], acls: denialsOf(user) })).toEqual({ steps: [], problems: [] });
  expect(words([agent], { ...revoked, reinstated: [user] })).toHaveLength(4);
});

test('a denial by hand of one thing is taken back', () => {
  const [denial] = denialsOf('reader');
  const byHand = { ...denial!, resourceName: 'app-logs' };
  expect(words([shipper, reader], { ...both, acls: [...both.acls, byHand] })).toEqual([
    'user reader: take back DENY ALL on TOPIC app-logs, which the spec does not grant',
  ]);
});

test('where all is there, nothing is done', () => {
  expect(plan([shipper, reader], both)).toEqual({ steps: [], problems: [] });
});

test('a client that left the spec loses grants and login', () => {
  expect(words([shipper], both)).toEqual([
    'user reader: take back ALLOW READ on TOPIC app-logs, which the spec does not grant',
    'user reader: take back ALLOW READ on GROUP archive, which the spec does not grant',
    'user reader: let it log in no more: it stands in no spec',
  ]);
});

test('a grant that is written otherwise is given before the old one is taken', () => {
  const wider = resolveClient({ name: 'reader', consume: ['app-*'], group: 'archive' });
  expect(words([shipper, wider], both)).toEqual([
    'client reader: grant ALLOW READ on TOPIC app-*',
    'user reader: take back ALLOW READ on TOPIC app-logs, which the spec does not grant',
  ]);
});

test.each<[string, ClientsBefore, readonly string[]]>([
  [
    'that the secret store has lost is made anew',
    withPassword('missing'),
    ['client shipper: give it another password, as the secret store has lost the one that it has'],
  ],
  [
    'that the brokers do not take is given to them: a run was killed, or somebody changed it',
    withPassword('refused'),
    ['client shipper: give it the password of the secret store, as the brokers know another'],
  ],
  ['that nobody could try is left alone', withPassword('untried'), []],
  [
    'is made anew where that is asked for',
    withPassword('fits', { rotated: ['shipper'] }),
    ['client shipper: give it another password, as asked'],
  ],
  [
    'that is weak can be made anew, too',
    withPassword('weak', { rotated: ['shipper'] }),
    ['client shipper: give it another password, as asked'],
  ],
  ['that is weak is not brought to the cluster', withPassword('weak', { users: ['reader'] }), []],
])('a password %s', (_, found, expected) => {
  expect(words([shipper, reader], found)).toEqual(expected);
});

test('a weak password is told, and not shown', () => {
  expect(plan([shipper, reader], withPassword('weak')).problems.map(formatProblem)).toEqual([
    expect.stringMatching(
      /^client shipper: must have a password of 20-128 .* clients --rotate-password shipper`\.$/,
    ),
  ]);
});

test.each([
  ['', false],
  ['secret', false],
  ['a'.repeat(32), false],
  ['abcdefghabcdefghabc', false],
  ['abcdefghabcdefghabcd', true],
  ['abcdefgabcdefgabcdefg', false],
  ['A_-9'.repeat(7) + 'bcde', true],
  ['abcdefghijklmnopqrst"', false],
  ['abcdefghijklmnopqrs\\t', false],
  ['abcdefghijklmnopqrst\n', false],
  ['abcdefghijklmnopqrstü', false],
  ['Ab1-'.repeat(32).slice(0, 120) + 'xyzXYZ98', true],
  ['Ab1-xyzX'.repeat(16) + 'a', false],
])('%j is strong: %s', (password, expected) => {
  expect(isStrong(password)).toBe(expected);
});

test('what somebody granted by hand is taken away, also to clients of the spec and to everybody', () => {
  const byHand = [grantAcl('shipper', readsLogs), grantAcl('*', readsLogs)];
  expect(words([shipper, reader], { ...both, acls: [...both.acls, ...byHand] })).toEqual([
    'user shipper: take back ALLOW READ on TOPIC app-logs, which the spec does not grant',
    'user *: take back ALLOW READ on TOPIC app-logs, which the spec does not grant',
  ]);
});

test.each(['cdktf-kafka-smoke-1', 'CN=logs-members'])('%s is left alone', (name) => {
  const own = resolveClient({ name, produce: ['x'] });
  expect(plan([], { users: [name], acls: aclsOf(own) })).toEqual({ steps: [], problems: [] });
});

test('whoever judges needs no passwords, and tells what differs', () => {
  const byHand = grantAcl('mallory', readsLogs);
  const found = {
    users: ['shipper', 'mallory'],
    acls: [...aclsOf(shipper).slice(1), byHand],
  };
  expect(judgeClients(plan([shipper, reader], found), {}).map(formatProblem)).toEqual([
    expect.stringContaining("client reader: must be able to log in, got 'no such user in the"),
    expect.stringContaining(
      "client shipper: must have the grants of the spec, got 'no ALLOW WRITE on TOPIC app-logs'",
    ),
    expect.stringContaining("client reader: must have the grants of the spec, got 'no ALLOW READ"),
    expect.stringContaining("client reader: must have the grants of the spec, got 'no ALLOW READ"),
    expect.stringContaining('user mallory: must have no grants but those of the spec'),
    expect.stringContaining('user mallory: must stand in the spec, or not be able to log in'),
  ]);
});
