import { inspect } from 'node:util';
import { visibleLine } from './visible-text';

/** One thing wrong with what the user gave, in the one form that every error of this package has. */
export interface Problem {
  /** Where: the path inside the spec, such as `brokers[1].id`, or a file or host. */
  readonly path: string;
  /** What must hold there, as the end of the sentence "`path` must …". */
  readonly rule: string;
  /** What was found instead; undefined where "got …" would say nothing. */
  readonly value?: unknown;
  /** What to do about it: one imperative sentence, without the full stop. */
  readonly remedy: string;
}

/**
 * `<path>: must <rule>, got <value>. <what to do>.`, in one line. Parts of it may come from a file or a
 * host: what a terminal would obey in them is named instead.
 */
export function formatProblem({ path, rule, value, remedy }: Problem): string {
  const got = value === undefined ? '' : `, got ${formatValue(value)}`;
  return visibleLine(`${path}: must ${rule}${got}. ${remedy}.`);
}

/** Longer ones say no more. */
const MAX_SHOWN = 300;

/** As one line of code: what is no JSON, such as NaN or a BigInt, is named too. */
function formatValue(value: unknown): string {
  const shown = unmistakable(
    inspect(value, {
      ...{ depth: 2, breakLength: Infinity, compact: true },
      ...{ maxStringLength: 200, maxArrayLength: 10 },
    }),
  );
  return shown.length <= MAX_SHOWN ? shown : `${shown.slice(0, MAX_SHOWN)}…`;
}

/** A word as the code of a string. */
export function quote(word: string): string {
  return formatValue(word);
}

/**
 * What a terminal would obey, hide or show like another letter stands as its number. The two marks that
 * our own values have look like nothing else.
 */
function unmistakable(text: string): string {
  return text.replaceAll(
    /[^\x20-\x7e…×]/gu,
    (letter) => `\\u{${letter.codePointAt(0)!.toString(16)}}`,
  );
}

/**
 * An error that the user can act on: shown by its message alone, without a stack trace, also where
 * nobody catches it and node prints its `stack`.
 * Every other error that reaches the command line is a bug of ours.
 */
export class UserError extends Error {
  override readonly name: string = 'UserError';
  /** Of the command that it ends; undefined where that could not even run, which has a code of its own. */
  readonly exitCode: number | undefined;

  constructor(message?: string, options?: ErrorOptions) {
    super(message, options);
    Object.defineProperty(this, 'stack', { get: () => `${this.name}: ${this.message}` });
  }

  [inspect.custom](): string {
    return `${this.name}: ${this.message}`;
  }
}

/** All problems of one spec, together. */
export class SpecError extends UserError {
  override readonly name = 'SpecError';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
  }
}
