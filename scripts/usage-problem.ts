import type { CommanderError } from 'commander';
import { namePath } from './terminal/name-path';

/** What the words of commander say; the rest of each, such as "Did you mean --json?", is kept. */
const PROBLEMS: readonly (readonly [message: RegExp, problem: string])[] = [
  [/^unknown option '(.+?)'/, '$1: must be an option of this command.'],
  [/^unknown command '(.+?)'/, '$1: must be a command.'],
  [
    /^option '(?:-\w, )?(--[\w-]+).*?' argument '(.*)' is invalid\. Allowed choices are (.+)\.$/s,
    "$1: must be one of $3, got '$2'.",
  ],
  [/^option '(?:-\w, )?(--[\w-]+).*?' argument missing/, '$1: must be given a value.'],
  [/^required option '(?:-\w, )?(--[\w-]+).*?' not specified/, '$1: must be given.'],
  [/^missing required argument '(.+?)'/, '$1: must be given.'],
  [
    /^too many arguments(?: for '(.+?)')?\. Expected (\d+) arguments? but got (\d+)[^]*$/,
    '$1: must be given no more arguments than $2, got $3.',
  ],
];

/**
 * What is wrong with a command line, in the form of every other error.
 *
 * @param command as it was called, such as `cdktf-kafka plan-review`
 */
export function usageProblem({ message }: CommanderError, command: string): string {
  const [said = '', ...hints] = message.replace(/^error: /, '').split('\n(');
  const [pattern, form] = PROBLEMS.find(([words]) => words.test(said)) ?? [/^[^]*$/, '$&'];
  const told = [said.replace(pattern, form), ...hints.map((hint) => hint.replace(/\)$/, ''))];
  return `${namePath(told.join(' '))} See \`${command} --help\`.`;
}
