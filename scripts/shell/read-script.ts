import { closingParenthesis } from './closing';
import type { Command, Redirect, Word } from './command';
import { assign, withoutKeywords, type Loop } from './keywords';
import { WordReader, type WordContext } from './word-reader';

/** Deeper than that nobody writes commands into commands. */
const DEEPEST = 12;

/**
 * The commands of a shell script in their order, also those that run only under a condition, in a loop or
 * in a function. Those inside of words are found at the words. Reads whatever it is given: a text that is no script
 * gives commands that nobody knows.
 *
 * @param variables what is known of the environment; assignments of the script are added
 */
export function readScript(
  text: string,
  variables: ReadonlyMap<string, string> = new Map(),
  depth = 0,
): readonly Command[] {
  return depth > DEEPEST ? [] : new ScriptReader(text, new Map(variables), depth).read();
}

/** A command while it is read. */
type Draft = { -readonly [Part in keyof Command]: Command[Part] } & {
  words: Word[];
  redirects: Redirect[];
};

interface HereDocument {
  readonly of: Draft;
  readonly end: string;
  readonly isIndented: boolean;
  readonly isLiteral: boolean;
}

const REDIRECT = /(?:\d+|&)?(<<<|<<-|<<|<>|<&|>&|>>|>\||>|<)(?!\()/y;

class ScriptReader implements WordContext {
  readonly #commands: Command[] = [];
  #draft = draft(';');
  /** Where the words of the draft begin and end. */
  #start = 0;
  #end = 0;
  #hereDocuments: HereDocument[] = [];
  #cases = 0;
  #at = 0;

  constructor(
    private readonly text: string,
    readonly variables: Map<string, string>,
    private readonly depth: number,
  ) {}

  read(): readonly Command[] {
    while (this.#at < this.text.length) this.#step();
    this.#finish(';');
    return this.#commands;
  }

  readInner(script: string): readonly Command[] {
    return readScript(script, this.variables, this.depth + 1);
  }

  #step(): void {
    const { text } = this;
    const character = text[this.#at]!;
    if (character === '\n') this.#endLine();
    else if (/\s/.test(character)) this.#at += 1;
    else if (character === '\\' && /^\r?\n/.test(text.slice(this.#at + 1, this.#at + 3)))
      this.#at = text.indexOf('\n', this.#at) + 1;
    else if (character === '#') this.#at = this.#lineEnd();
    else if (!this.#readRedirect() && !this.#readJoint(character)) this.#readWord();
  }

  #lineEnd(): number {
    const end = this.text.indexOf('\n', this.#at);
    return end < 0 ? this.text.length : end;
  }

  #endLine(): void {
    this.#finish(';');
    this.#at += 1;
    for (const each of this.#hereDocuments.splice(0)) this.#readHereDocument(each);
  }

  #readJoint(character: string): boolean {
    const joint = /^(?:&&|\|\||\|&|;;&?|;&|[;&|])/.exec(
      this.text.slice(this.#at, this.#at + 3),
    )?.[0];
    if (joint !== undefined) {
      this.#finish(joint === '|&' ? '|' : /^(&&|\|\||\|)$/.test(joint) ? joint : ';');
      this.#at += joint.length;
    } else if (character === '(') this.#openParenthesis();
    else if (character === ')') this.#closeParenthesis();
    else return false;
    return true;
  }

  #openParenthesis(): void {
    const { words } = this.#draft;
    const [, list] = /^(\w+)\+?=$/.exec(words.at(-1)?.text ?? '') ?? [];
    if (list === undefined && (words.length > 0 || this.text[this.#at + 1] !== '(')) {
      // A subshell, or the head of a function.
      this.#draft.words = [];
      this.#at += 1;
      return;
    }
    const end = closingParenthesis(this.text, this.#at + 1);
    const values = this.text.slice(this.#at + 1, end).replace(/["']/g, '');
    if (list !== undefined) this.variables.set(list, values.trim());
    words.pop();
    this.#at = end + 1;
  }

  /** In a `case`, what stands before it is a pattern. */
  #closeParenthesis(): void {
    const isCase = this.#draft.words[0]?.text === 'case';
    if (isCase) this.#cases += 1;
    if (this.#cases > 0) this.#draft.words = [];
    else this.#finish(';');
    this.#at += 1;
  }

  #readRedirect(): boolean {
    REDIRECT.lastIndex = this.#at;
    const operator = REDIRECT.exec(this.text)?.[1];
    if (operator === undefined) return false;
    this.#at = REDIRECT.lastIndex;
    while (/[ \t]/.test(this.text[this.#at] ?? '')) this.#at += 1;
    const start = this.#at;
    const target = this.#words()[0] ?? { text: '', unknown: [], inner: [] };
    const spelled = this.text.slice(start, this.#at);
    if (operator === '<<' || operator === '<<-') {
      const isLiteral = /["'\\]/.test(spelled);
      const isIndented = operator === '<<-';
      this.#hereDocuments.push({ of: this.#draft, end: target.text, isIndented, isLiteral });
    } else if (operator === '<<<') this.#draft.input = target.text;
    else if (!/^[\d-]$/.test(spelled)) this.#draft.redirects.push({ operator, target });
    return true;
  }

  #readHereDocument({ of, end, isIndented, isLiteral }: HereDocument): void {
    const lines: string[] = [];
    while (this.#at < this.text.length) {
      const line = this.text.slice(this.#at, this.#lineEnd());
      this.#at += line.length + 1;
      if ((isIndented ? line.trimStart() : line).trimEnd() === end) break;
      lines.push(line);
    }
    const body = `${lines.join('\n')}\n`;
    of.input = isLiteral ? body : WordReader.expand(body, this).text;
  }

  #readWord(): void {
    const start = this.#at;
    if (isEmpty(this.#draft)) this.#start = start;
    this.#draft.words.push(...this.#words());
    if (this.text.slice(start, this.#at) === '[[') this.#skipTest();
  }

  #words(): readonly Word[] {
    const { words, end } = new WordReader(this.text, this.#at, this).read();
    this.#at = Math.max(end, this.#at + 1);
    this.#end = this.#at;
    return words;
  }

  /** In `[[ … ]]` all has another meaning. */
  #skipTest(): void {
    const end = this.text.indexOf(']]', this.#at);
    this.#at = end < 0 ? this.#lineEnd() : end + 2;
    this.#end = this.#at;
  }

  /** Ends a command, and begins the one that `joint` joins to it. */
  #finish(joint: string): void {
    const ended = this.#draft;
    if (isEmpty(ended)) {
      // A line may end behind `&&` and `|`.
      if (joint !== ';' || this.#commands.length === 0) ended.joint = joint;
      return;
    }
    const spelled = this.text.slice(this.#start, this.#end).trim();
    const joined = withoutKeywords(ended);
    if (joined.words[0]?.text === 'esac') {
      this.#cases = Math.max(0, this.#cases - 1);
      joined.words.shift();
    }
    if (joined.words[0]?.text === 'case') this.#cases += 1;
    else {
      const others = assign(joined, this.variables);
      this.#readAgain(others);
      Object.assign(ended, joined, { spelled });
      if (!isEmpty(ended)) this.#commands.push(ended);
    }
    this.#draft = draft(joint);
    if (joint === '|') this.#draft.from = ended;
    this.#start = this.#at;
  }

  /** What stands in a loop is read for each of its values; for the first, with all around it. */
  #readAgain({ name, values }: Loop): void {
    if (values.length === 0) return;
    const rest = this.text.slice(this.#at, this.#at + LONGEST_LOOP);
    const [body = rest] = /^[\s\S]*?(?=\bdone\b)/.exec(rest) ?? [];
    for (const value of values.slice(0, MOST_ROUNDS)) {
      const variables = new Map(this.variables).set(name, value);
      this.#commands.push(...readScript(body, variables, this.depth + 1));
    }
  }
}

const LONGEST_LOOP = 4000;
const MOST_ROUNDS = 8;

function draft(joint: string): Draft {
  return { joint, words: [], redirects: [], spelled: '' };
}

function isEmpty({ words, redirects, input }: Command): boolean {
  return words.length === 0 && redirects.length === 0 && input === undefined;
}
