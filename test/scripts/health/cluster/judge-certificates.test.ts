import { formatProblem } from '../../../../cluster/errors';
import type { FoundCertificate } from '../../../../cluster/identities/found-certificate';
import { Authority, Security } from '../../../../cluster/index';
import { inventoryTopology } from '../../../../cluster/inventory/parse-inventory';
import { judgeExpiry, judgeRenewal } from '../../../../scripts/health/cluster/judge-certificates';
import { inventoryOf } from '../../../support/inventories';
import { validSpec } from '../../../support/spec-builder';

const DAY_MS = 86_400_000;
const at = new Date('2026-11-27T12:00:00Z');
const topologyOf = (security = Security.tls()) =>
  inventoryTopology(inventoryOf(validSpec({ security })));

const authority = (subject: string, days: number): FoundCertificate => ({
  ...{ subject, issuer: subject, hosts: [], serial: '1', fingerprint: subject },
  notBefore: new Date(at.getTime() - DAY_MS),
  notAfter: new Date(at.getTime() + days * DAY_MS),
});

const judged = (days: readonly number[], topology = topologyOf()) => {
  const authorities = days.map((each, index) => authority(`CN=${index}`, each));
  return { topology, state: { certificates: { at, shown: [], authorities } } };
};

test.each([
  ['holds for twice the life of certificates', [731], [], []],
  ['is about to end', [729], ['CN=0'], []],
  ['is about to go, and another one has come', [100, 3_650], [], []],
  ['ends within the week', [6], ['CN=0'], ['CN=0']],
  ['is not known', [], [], []],
] as const)('an authority that %s', (_, days, noted, closing) => {
  const paths = (found: ReturnType<typeof judgeExpiry>) => found.map(({ path }) => path);
  const named = (names: readonly string[]) => names.map((name) => `The authority ${name}`);
  expect(paths(judgeRenewal(judged(days)))).toEqual(named(noted));
  expect(paths(judgeExpiry(judged(days)))).toEqual(named(closing));
});

test('an authority about to end is told with when, and with what to do', () => {
  expect(judgeRenewal(judged([100])).map(formatProblem)).toEqual([
    "The authority CN=0: must hold for more than 730 days, got 'ends on 2027-03-07, in 100 days'. Begin to put another one in its place: `converge` does so.",
  ]);
  const arn = 'arn:aws:acm-pca:eu-west-1:123456789012:certificate-authority/1';
  const callers = topologyOf(Security.tls({ authority: Authority.awsPrivateCa({ arn }) }));
  expect(judgeRenewal(judged([100], callers)).map(({ remedy }) => remedy)).toEqual([
    'Name one that holds for longer in security.authority',
  ]);
});
