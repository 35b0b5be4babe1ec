import type { ParameterExpansionPart, ParsedScript, Word as WordNode, WordPart } from 'unbash';
import { UNKNOWN, type Command, type Word } from './command';

/** What a word's parts stand for. */
export interface Expansion {
  /** The value of a variable, where it is known. */
  valueOf(name: string): string | undefined;
  /** Reads a script inside of the word. */
  read(script: ParsedScript | undefined): readonly Command[];
}

/**
 * A word with its quotes undone and its variables filled in. One that stands outside of quotes may make
 * several words of it.
 */
export function expandWord(
  parts: readonly WordPart[],
  expansion: Expansion,
  isQuoted: boolean,
): readonly Word[] {
  const expanded = new ExpandedWords(expansion);
  expanded.add(parts, isQuoted);
  return expanded.words;
}

class ExpandedWords {
  readonly words = [emptyWord()];

  constructor(private readonly expansion: Expansion) {}

  add(parts: readonly WordPart[], isQuoted: boolean): void {
    for (const part of parts) {
      const { type } = part;
      if (type === 'DoubleQuoted' || type === 'LocaleString') this.add(part.parts, true);
      else if (type === 'SimpleExpansion') this.#addVariable(part.text.slice(1), isQuoted);
      else if (type === 'ParameterExpansion') this.#addParameter(part, isQuoted);
      else if (type === 'ArithmeticExpansion') this.#last.text += UNKNOWN;
      else if (type === 'CommandExpansion' || type === 'ProcessSubstitution') {
        this.#last.inner.push(...this.expansion.read(part.script));
        this.#last.text += UNKNOWN;
      } else this.#last.text += 'value' in part ? part.value : part.text;
    }
  }

  get #last() {
    return this.words.at(-1)!;
  }

  #addVariable(name: string, isQuoted: boolean): void {
    const value = this.expansion.valueOf(name);
    if (value === undefined) this.#addUnknown(name);
    else this.#addValue(value, name, isQuoted);
  }

  /** `${NAME}`, `${NAME:-default}`, or an expression of terraform's. */
  #addParameter(
    { text, parameter, prefix, index, operation }: ParameterExpansionPart,
    isQuoted: boolean,
  ): void {
    const spelled = text.slice('${'.length, -1);
    const isPlain = prefix === undefined && index === undefined;
    const value = isPlain ? this.expansion.valueOf(parameter) : undefined;
    const isDefault = operation?.type === 'Default';
    if (value !== undefined && (!operation || (isDefault && !operation.operator.endsWith('+'))))
      this.#addValue(value, spelled, isQuoted);
    else if (isDefault && /[-=]$/.test(operation.operator)) {
      this.add(partsOf(operation.operand), isQuoted);
    } else this.#addUnknown(spelled);
  }

  #addValue(value: string, spelled: string, isQuoted: boolean): void {
    if (value.includes(UNKNOWN)) this.#last.unknown.push(spelled);
    const [first = '', ...others] = isQuoted ? [value] : value.split(/\s+/);
    this.#last.text += first;
    for (const text of others) this.words.push({ ...emptyWord(), text });
  }

  #addUnknown(spelled: string): void {
    this.#last.text += UNKNOWN;
    this.#last.unknown.push(spelled);
  }
}

/** A plain word has no parts. */
export function partsOf({ parts, value, text, pos, end }: WordNode): readonly WordPart[] {
  return parts ?? [{ type: 'Literal', value, text, pos, end }];
}

function emptyWord() {
  return { text: '', unknown: [] as string[], inner: [] as Command[] } satisfies Word;
}
