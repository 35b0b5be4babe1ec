import { Token } from 'cdktf';
import type { Problem } from '../../cluster/errors';
import { isRecord, type Check } from '../../cluster/checks/checks';

/** Whether terraform alone will know a value: a token of cdktf, or a text with an expression in it. */
export function isKnownLater(value: unknown): boolean {
  return Token.isUnresolved(value) || (typeof value === 'string' && EXPRESSION.test(value));
}

/** Also of a list's and a map's token, where one has come into a text. */
const EXPRESSION = /[$#&]\{TfToken\[|[$%]\{.*\}/s;

/** A text or number that passes, or one that terraform alone will know: AWS judges that. */
export function orToken<T extends string | number>(check: Check<T>): Check<T> {
  return (value, path) => {
    if (!isKnownLater(value)) return check(value, path);
    if (typeof value === 'string' || typeof value === 'number') return [];
    const remedy = 'Make it one with Token.asString(…) or Token.asNumber(…)';
    return [{ path, rule: 'be a text or a number', value, remedy }];
  };
}

/** What is decided on while the stack is synthesized, and so can't be left to terraform. */
export function known<T>(check: Check<T>): Check<T> {
  return (value, path) =>
    isKnownLater(value)
      ? [{ path, rule: 'be known at synth time, and is a token', remedy: 'Write it out' }]
      : check(value, path);
}

/** A problem for each token in a value that must be known as a whole, such as a spec. */
export function tokensIn(value: unknown, path = ''): readonly Problem[] {
  if (isKnownLater(value)) return known(() => [])(value, path || 'spec');
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => tokensIn(item, `${path}[${index}]`));
  }
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    tokensIn(inner, path === '' ? key : `${path}.${key}`),
  );
}
