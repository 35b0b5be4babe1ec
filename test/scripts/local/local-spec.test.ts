import { validateSpec } from '../../../cluster/validate-spec';
import { defaultSpec, localSpec } from '../../../scripts/local/local-spec';

test('the default spec is valid, has three brokers and nothing to warn of', () => {
  expect(validateSpec(localSpec(defaultSpec))).toEqual({ problems: [], warnings: [] });
  expect(defaultSpec.brokers).toHaveLength(3);
});

test("what a spec says itself wins over what is only a local cluster's", () => {
  const key = 'controlled.shutdown.retry.backoff.ms';
  expect(localSpec(defaultSpec).brokerSettings?.[key]).toBe(300);
  const own = { ...defaultSpec, brokerSettings: { [key]: 5_000, 'num.io.threads': 4 } };
  expect(localSpec(own).brokerSettings).toEqual({ [key]: 5_000, 'num.io.threads': 4 });
});
