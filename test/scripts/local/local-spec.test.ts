import { validateSpec } from '../../../cluster/validate-spec';
import { defaultSpec } from '../../../scripts/local/local-spec';

test('the default spec is valid, has three brokers and nothing to warn of', () => {
  expect(validateSpec(defaultSpec)).toEqual({ problems: [], warnings: [] });
  expect(defaultSpec.brokers).toHaveLength(3);
});
