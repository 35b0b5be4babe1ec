import { unmarked, type Sayable } from '../masking/say';
import { asObject, isObject, kindOf } from './json-value';
import { withShown } from './lazy';
import type { ValueMasker } from './mask-values';
import { MalformedPlan, parseMarks } from './parse-change';
import type { ResourceChange } from './plan';

/**
 * Reads an action that the plan invokes, such as one that stops an instance. No resource says what it
 * does, so it is a change of the kind `unknown`.
 *
 * @see https://developer.hashicorp.com/terraform/language/block/action
 */
export function parseActionInvocation(entry: unknown, masker: ValueMasker): ResourceChange {
  if (!isObject(entry)) {
    throw new MalformedPlan(`action_invocations must hold objects, got ${kindOf(entry)}`);
  }
  const text = (name: string): Sayable =>
    unmarked(typeof entry[name] === 'string' ? entry[name] : '');
  const after = asObject(entry.config_values);
  const action = {
    address: text('address'),
    mode: 'managed',
    type: text('type'),
    name: text('name'),
    provider: text('provider_name'),
    change: 'unknown',
    actions: [unmarked('invoke')],
    createsFirst: false,
    after,
    afterUnknown: parseMarks(entry.config_unknown),
    replacePaths: [],
    isImported: false,
  } as const;
  return withShown(action, () => ({
    after: asObject(
      masker.maskPair({ after, afterMarks: parseMarks(entry.config_sensitive) }).after,
    ),
  }));
}
