import { say, type Sayable } from '../masking/say';
import { asObject, asObjects, type JsonObject } from './json-value';
import type { FailedCheck } from './plan';

/**
 * The `check` blocks and conditions of a plan that don't hold, or of which nobody knows: each instance
 * by itself where the plan has any.
 *
 * @param checks the plan's field of that name
 * @see https://developer.hashicorp.com/terraform/internals/json-format#checks-representation
 */
export function parseChecks(
  checks: unknown,
  mask: (text: string) => Sayable,
): readonly FailedCheck[] {
  return asObjects(checks)
    .filter(({ status }) => status !== 'pass')
    .flatMap((check) => {
      const instances = asObjects(check.instances).filter(({ status }) => status !== 'pass');
      return (instances.length > 0 ? instances : [check]).map((each) =>
        failedCheck(each, check, mask),
      );
    });
}

function failedCheck(
  { status, problems, address }: JsonObject,
  check: JsonObject,
  mask: (text: string) => Sayable,
): FailedCheck {
  const named = asObject(address).to_display ?? asObject(check.address).to_display;
  return {
    address: typeof named === 'string' ? mask(named) : say`a check`,
    isUnknown: status === 'unknown',
    problems: asObjects(problems).flatMap(({ message }) =>
      typeof message === 'string' && message.trim() !== '' ? [mask(message.trim())] : [],
    ),
  };
}
