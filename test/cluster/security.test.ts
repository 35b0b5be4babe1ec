import { resolveSpec } from '../../cluster/resolve-spec';
import { Security } from '../../cluster/security';
import { specProblems } from '../../cluster/validate-spec';
import { validSpec } from '../support/spec-builder';

it.each([
  ['says nothing', undefined, Security.tls()],
  ['asks for TLS', Security.tls({ certificateDays: 30 }), Security.tls({ certificateDays: 30 })],
  ['asks for none by name', Security.plaintext(), Security.plaintext()],
])('a spec that %s is understood so', (_, security, meant) => {
  expect(resolveSpec(validSpec({ security })).security).toEqual(meant);
});

it('a spec that says nothing may have clients, as TLS lets them log in', () => {
  const clients = [{ name: 'shipper', produce: ['app-*'] }];
  expect(specProblems(validSpec({ clients, security: undefined }))).toEqual([]);
  expect(specProblems(validSpec({ clients }))).toHaveLength(1);
});
