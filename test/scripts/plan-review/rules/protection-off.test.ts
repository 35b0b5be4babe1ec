import { protectionOff } from '../../../../scripts/plan-review/rules/protection-off';
import { judge, severityOf } from '../../../support/judge-plan';
import { plannedCluster } from '../../../support/planned-cluster';

it.each([
  ['aws_instance', { disable_api_termination: true }, { disable_api_termination: false }, 'care'],
  [
    'aws_instance',
    { disable_api_termination: false },
    { disable_api_termination: true },
    undefined,
  ],
  ['aws_instance', { disable_api_stop: true }, { disable_api_stop: false }, 'care'],
  ['aws_db_instance', { deletion_protection: true }, { deletion_protection: false }, 'care'],
  ['aws_db_instance', { skip_final_snapshot: false }, { skip_final_snapshot: true }, 'care'],
  ['aws_s3_bucket', { force_destroy: false }, { force_destroy: true }, 'care'],
  ['aws_s3_bucket', { force_destroy: true }, { force_destroy: false }, undefined],
  [
    'azurerm_key_vault',
    { purge_protection_enabled: true },
    { purge_protection_enabled: false },
    'care',
  ],
  ['aws_ebs_volume', { final_snapshot: true }, { final_snapshot: true, size: 2 }, undefined],
])('judges an %s that goes from %j to %j', (type, before, after, expected) => {
  expect(severityOf(protectionOff, [{ address: `${type}.a`, before, after }])).toBe(expected);
});

it.each([
  ...['deletion_protection_enabled', 'enable_deletion_protection', 'termination_protection'],
  ...['disable_api_stop', 'final_snapshot'],
])('warns where %s is turned off, also on what is made anew', (key) => {
  const off = { address: 'aws_thing.a', before: { [key]: true }, after: { [key]: false } };
  expect(severityOf(protectionOff, [off])).toBe('care');
  expect(severityOf(protectionOff, [{ ...off, actions: ['delete', 'create'] }])).toBe('care');
  expect(severityOf(protectionOff, [{ ...off, after: null }])).toBeUndefined();
});

it('warns where the check is left out that keeps a policy from locking out its writer', () => {
  const [before, after] = [false, true].map((bypass_policy_lockout_safety_check) => ({
    bypass_policy_lockout_safety_check,
  }));
  const key = { address: 'aws_kms_key.a', before: before!, after: after! };
  expect(severityOf(protectionOff, [key])).toBe('care');
});

it('names what loses its guard together', () => {
  const cluster = plannedCluster({
    instanceChange: (id) => ({
      before: { id: `i-${id}`, disable_api_termination: true },
      after: { id: `i-${id}`, disable_api_termination: false },
    }),
  });
  expect(judge(protectionOff, cluster)[0]?.addresses).toHaveLength(3);
});

it('warns where a deletion can be taken back for fewer days', () => {
  const key = (deletion_window_in_days: number) => ({ id: 'k', deletion_window_in_days });
  const change = (before: number, after: number) =>
    judge(protectionOff, [{ address: 'aws_kms_key.a', before: key(before), after: key(after) }]);
  expect(change(30, 7)).toMatchObject([{ severity: 'care' }]);
  expect(change(7, 30)).toEqual([]);
  const secret = (recovery_window_in_days: number) => ({ id: 's', recovery_window_in_days });
  const address = 'aws_secretsmanager_secret.a';
  expect(severityOf(protectionOff, [{ address, before: secret(30), after: secret(0) }])).toBe(
    'care',
  );
});
