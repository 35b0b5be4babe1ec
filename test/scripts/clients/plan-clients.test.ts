import { resolveClient } from '../../../cluster/clients/resolve-clients';
import { grantAcl } from '../../../scripts/clients/grant-acl';
import {
  describeClientStep,
  planClients,
  type ClientsBefore,
} from '../../../scripts/clients/plan-clients';

const shipper = resolveClient({ name: 'shipper', produce: ['app-logs', 'web-*'] });
const reader = resolveClient({ name: 'reader', consume: ['app-logs'], group: 'archive' });
const aclsOf = (...clients: readonly ReturnType<typeof resolveClient>[]) =>
  clients.flatMap(({ name, grants }) => grants.map((grant) => grantAcl(name, grant)));

const before = (changes: Partial<ClientsBefore> = {}): ClientsBefore => ({
  users: [],
  acls: [],
  withPassword: new Set(),
  ...changes,
});
const both = before({
  users: ['shipper', 'reader'],
  acls: aclsOf(shipper, reader),
  withPassword: new Set(['shipper', 'reader']),
});
const words = (...given: Parameters<typeof planClients>) =>
  planClients(...given).map(describeClientStep);

test('a new cluster gets all of them', () => {
  expect(words([shipper, reader], before())).toEqual([
    'shipper: may log in, with a new password',
    'reader: may log in, with a new password',
    'shipper: is given ALLOW WRITE on TOPIC app-logs',
    'shipper: is given ALLOW WRITE on TOPIC web-*',
    'reader: is given ALLOW READ on TOPIC app-logs',
    'reader: is given ALLOW READ on GROUP archive',
  ]);
});

test('where all is there, nothing is done', () => {
  expect(planClients([shipper, reader], both)).toEqual([]);
});

test('a client that left the spec loses login and grants', () => {
  expect(words([shipper], both)).toEqual([
    'reader: may no longer log in',
    'reader: loses ALLOW READ on TOPIC app-logs',
    'reader: loses ALLOW READ on GROUP archive',
  ]);
});

test('a grant that is written otherwise is given before the old one is taken', () => {
  const wider = resolveClient({ name: 'reader', consume: ['app-*'], group: 'archive' });
  expect(words([shipper, wider], both)).toEqual([
    'reader: is given ALLOW READ on TOPIC app-*',
    'reader: loses ALLOW READ on TOPIC app-logs',
  ]);
});

test('a password that is lost is made anew', () => {
  expect(words([shipper, reader], { ...both, withPassword: new Set(['reader']) })).toEqual([
    'shipper: may log in, with a new password',
  ]);
});

test('what somebody granted by hand is taken away, also to clients of the spec', () => {
  const byHand = grantAcl('shipper', {
    resource: 'topic',
    operation: 'read',
    name: 'app-logs',
    match: 'whole',
  });
  expect(words([shipper, reader], { ...both, acls: [...both.acls, byHand] })).toEqual([
    'shipper: loses ALLOW READ on TOPIC app-logs',
  ]);
});

test('users of a check that runs right now are left alone', () => {
  const own = resolveClient({ name: 'cdktf-kafka-smoke-1', produce: ['x'] });
  const found = before({ users: [own.name], acls: aclsOf(own) });
  expect(planClients([], found)).toEqual([]);
});
