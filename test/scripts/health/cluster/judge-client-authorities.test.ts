import { X509Certificate } from 'node:crypto';
import { Security } from '../../../../cluster/index';
import { foundCertificate } from '../../../../cluster/identities/found-certificate';
import { formatProblem } from '../../../../cluster/errors';
import {
  judgeClientAuthorities,
  judgeClientAuthoritiesEnd,
} from '../../../../scripts/health/cluster/judge-client-authorities';
import { CLIENT_AUTHORITY } from '../../../support/client-certificates';
import { productionTopology } from '../../../support/production-topology';
import { validSpec } from '../../../support/spec-builder';

const security = Security.tls({ clientAuthorities: [CLIENT_AUTHORITY] });
const topology = productionTopology(validSpec({ security }));
const end = new X509Certificate(CLIENT_AUTHORITY).validToDate;

function judged({ issuer = 'CN=logs authority', daysLeft = 365 }) {
  const at = new Date(end.getTime() - daysLeft * 86_400_000);
  const certificate = {
    ...foundCertificate(new X509Certificate(CLIENT_AUTHORITY)),
    issuer,
    root: issuer,
  };
  const shown = [{ host: 'broker-1', process: 'kafka', door: 'CLIENT_TLS', certificate }] as const;
  return { topology, state: { certificates: { at, shown } } };
}

test('one that holds, and is not that of members, is sound', () => {
  for (const judge of [judgeClientAuthorities, judgeClientAuthoritiesEnd]) {
    expect(judge(judged({}))).toEqual([]);
    expect(judge(judged({ daysLeft: 30 }))).toEqual([]);
  }
});

test.each([
  [29.9, 'in 29 days'],
  [0.5, 'in 12 hours'],
  [-1, 'is over since'],
])('with %d days left it is told', (daysLeft, words) => {
  const [problem, ...others] = judgeClientAuthoritiesEnd(judged({ daysLeft }));
  expect(others).toEqual([]);
  expect(formatProblem(problem!)).toMatch(
    /^security\.clientAuthorities\[0\]: must hold for 30 day/,
  );
  expect(formatProblem(problem!)).toContain(words);
});

test("the members' own authority signs for no client", () => {
  const found = judgeClientAuthorities(judged({ issuer: 'CN=clients of logs' }));
  expect(found.map(formatProblem)).toEqual([
    "security.clientAuthorities[0]: must be another authority than that of the members, whose certificates are taken at all ports, got 'CN=clients of logs'. Name the authority of clients: docs/clients.md says how one is made.",
  ]);
});
