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

/** Takes what a command assigns off its words, and notes it. Loops assign all values at once. */
export function assign(command: { words: Word[] }, variables: Map<string, string>): void {
  const { words } = command;
  const [first, name, within] = words.map(({ text }) => text);
  if (/^(for|select)$/.test(first ?? '') && name !== undefined) {
    const values = within === 'in' ? words.slice(3).map(({ text }) => text) : [];
    if (values.length > 0) variables.set(name, values.join(' '));
    else variables.delete(name);
    words.length = 0;
  }
  if (/^(read|unset)$/.test(first ?? '')) words.forEach(({ text }) => variables.delete(text));
  if (DECLARING.test(first ?? '')) {
    for (const { text } of words.slice(1)) note(text, variables);
    words.length = 0;
  }
  while (words.length > 0 && note(words[0]!.text, variables)) words.shift();
}

function note(word: string, variables: Map<string, string>): boolean {
  const [, name, value] = ASSIGNMENT.exec(word) ?? [];
  if (name === undefined) return false;
  variables.set(name, value!);
  return true;
}
