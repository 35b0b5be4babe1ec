import type { Command, CommanderError } from 'commander';
import { PROGRAM } from '../../cluster/program';
import { namePath } from '../terminal/name-path';

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
    /^too many arguments(?: for '(.+?)')?\. Expected (\d+) arguments? but got (\d+): ([^]*)\.$/,
    "$1: must be given no more arguments than $2, got $3: '$4'.",
  ],
];

/** What a client, a cluster or a spec is named by, for those who tried another way; the first that fits is told. */
const HINTS: readonly {
  readonly problem: RegExp;
  /** An option that the command has. */
  readonly has?: string;
  readonly hint: string;
}[] = [
  {
    ...{ problem: /^too many arguments/, has: '--client' },
    hint: 'A client of the spec is named by --client NAME, a local cluster by --name NAME.',
  },
  {
    ...{ problem: /^too many arguments/, has: '--name' },
    hint: 'A local cluster is named by --name NAME.',
  },
  {
    ...{ problem: /^too many arguments/, has: '--inventory' },
    hint: 'A deployed cluster is named by --inventory FILE.',
  },
  {
    ...{ problem: /^unknown option '--name/, has: '--inventory' },
    hint: `This command goes to deployed clusters alone, by --inventory FILE. On this machine: \`${PROGRAM} local status --name NAME\`, and smoke, gate, converge, restart and elect take --name.`,
  },
  {
    problem: /^unknown command 'converge'/,
    hint: `\`${PROGRAM} converge SPEC\` brings a local cluster to it.`,
  },
  {
    problem: /^required option '(?:-\w, )?--inventory/,
    hint: 'Write it with `terraform output -json inventory >FILE`, in the folder of the stack.',
  },
  {
    problem: /^unknown option '--inventory/,
    hint: 'This command does not go to a deployed cluster.',
  },
  {
    problem: /^unknown option '--spec/,
    hint: 'A spec is an argument: give its file by itself.',
  },
];

/**
 * What is wrong with a command line, in the form of every other error.
 *
 * @param command the one that was called
 */
export function usageProblem({ message }: CommanderError, command: Command): string {
  const [said = '', ...hints] = message.replace(/^error: /, '').split('\n(');
  const [pattern, form] = PROBLEMS.find(([words]) => words.test(said)) ?? [/^[^]*$/, '$&'];
  const options = command.options.map(({ long }) => long);
  const own = HINTS.find(
    ({ problem, has }) => problem.test(said) && (has === undefined || options.includes(has)),
  );
  const told = own ? [own.hint] : hints.map((hint) => hint.replace(/\)$/, ''));
  const problem = namePath([said.replace(pattern, form), ...told].join(' '));
  return `${problem} See \`${fullName(command)} --help\`.`;
}

/** The command that the words of a command line lead to. */
export function calledCommand(program: Command, words: readonly string[]): Command {
  const [word, ...rest] = words;
  const next = program.commands.find((command) => command.name() === word);
  return next ? calledCommand(next, rest) : program;
}

const fullName = (command: Command): string =>
  [...(command.parent ? [fullName(command.parent)] : []), command.name()].join(' ');
