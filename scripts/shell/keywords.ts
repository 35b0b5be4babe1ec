import type { Command, Word } from './command';

const BEFORE_COMMANDS = /^(if|then|else|elif|do|while|until|!|\{|time|coproc)$/;
const CLOSING = /^(fi|done|\}|\]\])$/;

/** Of a command that is being read: what of it remains without the keywords before it. */
export function withoutKeywords({ words, joint }: Pick<Command, 'words' | 'joint'>): {
  words: Word[];
  joint: string;
} {
  const left = [...words];
  let isBehind = joint;
  while (left.length > 0 && BEFORE_COMMANDS.test(left[0]!.text)) {
    const keyword = left.shift()!.text;
    if (/^(then|else)$/.test(keyword)) isBehind = 'then';
  }
  if (left[0]?.text === 'function') left.splice(0, 2);
  if (CLOSING.test(left[0]?.text ?? '')) left.shift();
  return { words: left, joint: isBehind };
}

const ASSIGNMENT = /^([A-Za-z_]\w*)\+?=([\s\S]*)$/;
const DECLARING = /^(export|declare|typeset|local|readonly)$/;

/** A variable, and the values that it has in the later rounds of a loop. */
export interface Loop {
  readonly name: string;
  readonly values: readonly string[];
}

/**
 * Takes what a command assigns off its words, and notes it.
 *
 * @returns what else a loop assigns, whose first value is noted
 */
export function assign(command: { words: Word[] }, variables: Map<string, string>): Loop {
  const { words } = command;
  const [first, name, within] = words.map(({ text }) => text);
  if (/^(for|select)$/.test(first ?? '') && name !== undefined) {
    const [value, ...values] = within === 'in' ? words.slice(3).map(({ text }) => text) : [];
    if (value === undefined) variables.delete(name);
    else variables.set(name, value);
    words.length = 0;
    return { name, values };
  }
  if (/^(read|unset)$/.test(first ?? '')) words.forEach(({ text }) => variables.delete(text));
  if (DECLARING.test(first ?? '')) {
    for (const { text } of words.slice(1)) note(text, variables);
    words.length = 0;
  }
  while (words.length > 0 && note(words[0]!.text, variables)) words.shift();
  return { name: '', values: [] };
}

function note(word: string, variables: Map<string, string>): boolean {
  const [, name, value] = ASSIGNMENT.exec(word) ?? [];
  if (name === undefined) return false;
  variables.set(name, value!);
  return true;
}
