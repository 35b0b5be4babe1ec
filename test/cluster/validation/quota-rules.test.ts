import { validateSpec } from '../../../cluster/validate-spec';
import { unsoundSpec } from '../../support/spec-builder';

const problemsOf = (...quotas: readonly object[]) =>
  validateSpec(unsoundSpec({ quotas })).problems.map(({ path, rule }) => `${path}: ${rule}`);

it.each([
  [{ clientId: 'a', produceBytesPerSecond: 1 }],
  [{ clientId: { default: true }, consumeBytesPerSecond: 1 }],
  [{ user: 'ANONYMOUS', clientId: 'a', requestPercentage: 0.5 }],
  [{ ip: '10.0.0.1', connectionsPerSecond: 1 }],
  [{ ip: '::1', connectionsPerSecond: 1 }],
  [{ ip: { default: true }, connectionsPerSecond: 1 }],
])('takes %j', (quota) => {
  expect(problemsOf(quota)).toEqual([]);
});

it.each([
  [{ produceBytesPerSecond: 1 }, /^quotas\[0\]: say for whom it is/],
  [{ clientId: 'a' }, /^quotas\[0\]: limit something/],
  [{ clientId: '', produceBytesPerSecond: 1 }, /^quotas\[0\]\.clientId: be 1-249/],
  [{ clientId: { default: false }, produceBytesPerSecond: 1 }, /clientId\.default: be true/],
  [{ clientId: 'a', produceBytesPerSecond: 0 }, /be a whole number from 1/],
  [{ clientId: 'a', produceBytesPerSecond: 1.5 }, /be a whole number from 1/],
  [{ clientId: 'a', requestPercentage: 0 }, /be a number from 0\.01/],
  [{ ip: 'example.com', connectionsPerSecond: 1 }, /^quotas\[0\]\.ip: be an IP address/],
  [{ ip: '10.0.0.1' }, /connectionsPerSecond: be a whole number/],
  [{ ip: '10.0.0.1', clientId: 'a', connectionsPerSecond: 1 }, /clientId: be a known field/],
])('refuses %j', (quota, problem) => {
  expect(problemsOf(quota)).toContainEqual(expect.stringMatching(problem));
});

it('has each once', () => {
  const quota = { clientId: 'a', produceBytesPerSecond: 1 };
  expect(problemsOf(quota, { clientId: 'b', consumeBytesPerSecond: 1 }, quota)).toEqual([
    'quotas[2]: differ from quotas[0]',
  ]);
});

it('warns of a user that no client can be', () => {
  const quotas = [{ user: 'alice', produceBytesPerSecond: 1 }];
  const { warnings } = validateSpec(unsoundSpec({ quotas }));
  expect(warnings.map(({ path }) => path)).toContain('quotas[0].user');
});
