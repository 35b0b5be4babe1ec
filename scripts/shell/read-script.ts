import {
  forEachChild,
  parse,
  type Command as CommandNode,
  type Elif,
  type For,
  type If,
  type ParsedScript,
  type Redirection,
  type Select,
  type SyntaxNode,
  type Word as WordNode,
} from 'unbash';
import type { Command, Redirect, Word } from './command';
import { expandWord, partsOf, type Expansion } from './expand-word';

/** Loops in loops are read for each of their values up to here, then for the first. */
const MANY_COMMANDS = 1000;
const MOST_ROUNDS = 9;
/** A text with more of them is no script. */
const MOST_ERRORS = 64;
/** Deeper than that nobody writes commands into commands. */
const DEEPEST = 12;

/** What is known of where a script runs. */
export interface Environment {
  readonly variables?: ReadonlyMap<string, string>;
  readonly functions?: ReadonlySet<string>;
}

export interface Script {
  /**
   * In their order: also those that run only under a condition, in a loop, in a function or inside of a
   * word, but no calls of functions.
   */
  readonly commands: readonly Command[];
  /** Names of the functions that it may call. */
  readonly functions: ReadonlySet<string>;
}

/** Reads whatever it is given: a text that is no script gives commands that nobody knows. */
export function readScript(text: string, { variables, functions }: Environment = {}): Script {
  // `$${` is how terraform spells `${`.
  return new ScriptReader(text.replaceAll('$${', '${'), new Map(variables), functions).read();
}

class ScriptReader {
  #commands: Command[] = [];
  readonly #functions: Set<string>;
  /** What joins the next command to the one before it. */
  #joint = ';';
  /** What the next command reads from. */
  #from: Command | undefined;
  #depth = 0;

  constructor(
    private source: string,
    private readonly variables: Map<string, string>,
    functions: Iterable<string> = [],
  ) {
    this.#functions = new Set(functions);
  }

  read(): Script {
    for (let errors = 0; this.source !== '' && errors < MOST_ERRORS; errors += 1) this.#readPart();
    const functions = this.#functions;
    const isOwn = ({ words: [name] }: Command) => name !== undefined && functions.has(name.text);
    return { commands: this.#commands.filter((command) => !isOwn(command)), functions };
  }

  /** Up to a token that the shell would not take: who reviews wants to know what stands behind it. */
  #readPart(): void {
    const script = parse(this.source);
    this.#visit(script);
    const stopped = script.errors?.at(-1)?.pos ?? Infinity;
    const isReadOn = (script.commands.at(-1)?.end ?? 0) > stopped;
    this.source = isReadOn ? '' : this.source.slice(stopped).replace(/^(\w+|\W)/, '');
  }

  #visit(node: SyntaxNode): void {
    const { type } = node;
    if (type === 'Command') this.#visitCommand(node);
    else if (type === 'AndOr') this.#visitJoined(node.commands, node.operators);
    else if (type === 'Pipeline')
      this.#visitJoined(
        node.commands,
        node.commands.slice(1).map(() => '|'),
      );
    else if (type === 'If' || type === 'Elif') this.#visitIf(node);
    else if (type === 'For' || type === 'Select') this.#visitLoop(node);
    else if (type === 'CommandExpansion' || type === 'ProcessSubstitution')
      this.#readInner(node.script);
    else if (type === 'Redirected') {
      this.#visit(node.command);
      this.#add([], node.redirects, node);
    } else {
      if (type === 'Function') this.#functions.add(node.name.value);
      forEachChild(node, (child) => this.#visit(child));
    }
  }

  #visitIf(node: If | Elif): void {
    const others = node.type === 'If' ? [...node.elif, node.else] : [];
    this.#visit(node.clause);
    for (const each of [node.then, ...others]) {
      if (each?.type === 'CompoundList') this.#joint = 'then';
      if (each) this.#visit(each);
    }
  }

  #visitJoined(nodes: readonly SyntaxNode[], joints: readonly string[]): void {
    nodes.forEach((node, index) => {
      const joint = joints[index - 1];
      if (joint !== undefined) this.#joint = joint;
      if (joint === '|') this.#from = this.#commands.at(-1);
      this.#visit(node);
    });
  }

  #visitLoop({ name, wordlist = [], body }: For | Select): void {
    const values = wordlist.flatMap((word) => this.#expand(word));
    const isMany = this.#commands.length > MANY_COMMANDS;
    const rounds = values.slice(0, isMany ? 1 : MOST_ROUNDS);
    this.variables.delete(name.value);
    if (rounds.length === 0) this.#visit(body);
    for (const { text } of rounds) {
      this.variables.set(name.value, text);
      this.#visit(body);
    }
  }

  #visitCommand(node: CommandNode): void {
    const parts = [...node.prefix, ...node.args];
    for (const part of parts) {
      if (part.type !== 'Assignment') continue;
      const values = part.value.type === 'Word' ? [part.value] : part.value.elements;
      const words = values.flatMap((value) => this.#expand(value, true));
      this.variables.set(part.name, words.map(({ text }) => text).join(' '));
    }
    const given = [node.name, ...node.args].filter((part) => part?.type === 'Word');
    const words = given.flatMap((part) => this.#expand(part));
    const [name, ...others] = words.map(({ text }) => text);
    if (name === 'read' || name === 'unset')
      others.forEach((variable) => this.variables.delete(variable));
    if (!/^(export|declare|typeset|local|readonly)$/.test(name ?? ''))
      this.#add(words, node.redirects, node);
  }

  #add(
    words: readonly Word[],
    redirections: readonly Redirection[],
    { pos, end }: { readonly pos: number; readonly end: number },
  ): void {
    const redirects: Redirect[] = [];
    let input: string | undefined;
    for (const each of redirections) {
      const target =
        each.type === 'HereDoc' ? undefined : each.target && this.#expand(each.target)[0];
      if (each.type === 'HereString') input = target?.text;
      else if (each.type === 'HereDoc') {
        const { text, parts } = each.body;
        input = parts ? expandWord(parts, this.#expansion, true)[0]?.text : text;
      } else if (target && !/^[\d-]$/.test(target.text))
        redirects.push({ operator: each.operator, target });
    }
    if (words.length + redirects.length === 0 && input === undefined) return;
    this.#commands.push({
      words,
      redirects,
      joint: this.#joint,
      spelled: this.source.slice(pos, end),
      ...(input !== undefined && { input }),
      ...(this.#from && { from: this.#from }),
    });
    this.#joint = ';';
    this.#from = undefined;
  }

  readonly #expansion: Expansion = {
    valueOf: (name) => this.variables.get(name),
    read: (script) => this.#readInner(script),
  };

  #expand(word: WordNode, isQuoted = false): readonly Word[] {
    return expandWord(partsOf(word), this.#expansion, isQuoted);
  }

  /** The commands inside of a word come before the one that it is a word of. */
  #readInner(script: ParsedScript | undefined): readonly Command[] {
    if (!script || this.#depth >= DEEPEST) return [];
    const outer = { commands: this.#commands, joint: this.#joint, from: this.#from };
    const { source } = this;
    [this.#commands, this.#joint, this.#from] = [[], ';', undefined];
    this.source = script.source ?? source;
    this.#depth += 1;
    this.#visit(script);
    this.#depth -= 1;
    this.source = source;
    const inner = this.#commands;
    [this.#commands, this.#joint, this.#from] = [outer.commands, outer.joint, outer.from];
    this.#commands.push(...inner);
    return inner;
  }
}
