import { securityChanged } from '../../../../scripts/plan-review/rules/security-changed';
import { judge } from '../../../support/judge-plan';
import { plannedCluster, SETTINGS } from '../../../support/planned-cluster';

const settingsWith = (protocols: string) =>
  `${SETTINGS}listener.security.protocol.map=${protocols}\n`;
const PLAIN = settingsWith('CLIENT:PLAINTEXT,INTERNAL:PLAINTEXT');
const TLS = settingsWith('CLIENT_TLS:SASL_SSL,INTERNAL_TLS:SSL');
const BOTH = settingsWith('CLIENT:PLAINTEXT,CLIENT_TLS:SASL_SSL,INTERNAL_TLS:SSL');

const found = (before: string, after: string) =>
  judge(securityChanged, plannedCluster({ settings: () => [before, after] }));

it.each([
  ['to TLS', [PLAIN, TLS], /without TLS to ports with TLS alone, in stages/, /3 times/],
  ['to both', [PLAIN, BOTH], /without TLS to ports of both kinds/, /2 times/],
  ['from both to TLS', [BOTH, TLS], /of both kinds to ports with TLS alone/, / once,/],
  ['back', [TLS, PLAIN], /with TLS alone to ports without TLS/, /3 times/],
] as const)('tells of a cluster that goes %s that converge does so in stages', (...row) => {
  const [, [before, after], what, why] = row;
  const [finding, ...others] = found(before, after);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ severity: 'care' });
  expect(String(finding!.what)).toMatch(what);
  expect(finding!.why).toMatch(why);
});

it('tells what has to be given where TLS is given up', () => {
  expect(found(TLS, PLAIN)[0]!.remedy).toContain('CDKTF_KAFKA_TO_PLAINTEXT=true');
  expect(found(PLAIN, TLS)[0]!.remedy).not.toContain('CDKTF_KAFKA_TO_PLAINTEXT');
});

it('says nothing where the ports stay of their kind, or nothing tells', () => {
  expect(found(PLAIN, `${PLAIN}num.network.threads=9\n`)).toEqual([]);
  expect(found(TLS, settingsWith('CLIENT_TLS:SASL_SSL,EXTERNAL_TLS:SASL_SSL'))).toEqual([]);
  expect(found(SETTINGS, TLS)).toEqual([]);
});

it('calls it a danger where no step of the plan brings the hosts there', () => {
  const all = plannedCluster({ settings: () => [PLAIN, TLS] });
  const left = all.filter(({ address }) => !address.includes('_Converge_'));
  const [finding] = judge(securityChanged, left);
  expect(finding).toMatchObject({ severity: 'danger' });
  expect(finding!.remedy).toContain('alsoPlaintext');
});

it('says nothing of hosts that are yet to come', () => {
  const options = { settings: () => [PLAIN, TLS] as const, isNew: true };
  expect(judge(securityChanged, plannedCluster(options))).toEqual([]);
});
