import { Command, CommanderError, Option } from 'commander';
import { calledCommand, usageProblem } from '../../../scripts/command-line/usage-problem';

/** What is said of a command line, in the words that commander really has. */
function problemOf(...argv: readonly string[]): string {
  const program = aProgram();
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return usageProblem(error, calledCommand(program, argv));
  }
  throw new Error('There is nothing wrong with it.');
}

function aProgram(): Command {
  const program = new Command('tool').exitOverride().showSuggestionAfterError();
  program.configureOutput({ outputError: () => undefined });
  program
    .command('review')
    .argument('[plan]')
    .addOption(new Option('--fail-on <verdict>').choices(['care', 'never']))
    .action(() => undefined);
  program.command('gate').argument('<host>').requiredOption('-i, --inventory <file>');
  program.command('local').command('down').option('--name <name>');
  program.command('config').option('--name <name>').option('--client <name>');
  return program;
}

it.each([
  [
    ['review', '--fail-onn', 'x'],
    '--fail-onn: must be an option of this command. Did you mean --fail-on?',
  ],
  [['review', '--zzzzzz'], '--zzzzzz: must be an option of this command.'],
  [['review', '--fail-on', 'maybe'], "--fail-on: must be one of care, never, got 'maybe'."],
  [['review', '--fail-on'], '--fail-on: must be given a value.'],
  [['review', 'a', 'b'], "review: must be given no more arguments than 1, got 2: 'a, b'."],
  [
    ['gate', 'a'],
    '--inventory: must be given. Write it with `terraform output -json inventory >FILE`, in the folder of the stack.',
  ],
  [['gate', '-i', 'x'], 'host: must be given.'],
  [['reviw'], 'reviw: must be a command. Did you mean review?'],
  [['review', '--a\u001b[31m'], '--a\\u{1b}[31m: must be an option of this command.'],
])('says of %j what must be', (argv, problem) => {
  const [word = ''] = argv;
  const called = ['review', 'gate'].includes(word) ? `tool ${word}` : 'tool';
  expect(problemOf(...argv)).toBe(`${problem} See \`${called} --help\`.`);
});

it.each([
  [['local', 'down', 'mine'], /got 1: 'mine'\. A local cluster is named by --name NAME\. /],
  [
    ['config', 'app'],
    /A client of the spec is named by --client NAME, a local cluster by --name NAME\. /,
  ],
  [['local', 'down', 'mine'], / See `tool local down --help`\.$/],
  [['gate', 'a', 'b.json', '-i', 'b.json'], /A deployed cluster is named by --inventory FILE\. /],
  [
    ['gate', 'a', '-i', 'f', '--name', 'b'],
    /^--name: .* deployed clusters alone, by --inventory FILE\. .*local status --name NAME/,
  ],
  [['local', 'down', '--inventory', 'b'], /This command does not go to a deployed cluster\. /],
  [['converge'], /converge: must be a command\. .*converge SPEC/],
  [['review', '--spec', 'b.ts'], /A spec is an argument: give its file by itself\. /],
])('says of %j how it is said now', (argv, hint) => {
  expect(problemOf(...argv)).toMatch(hint);
});

it('keeps what commander says where it has no words of its own for it', () => {
  const error = new CommanderError(1, 'commander.new', 'error: something new');
  expect(usageProblem(error, aProgram())).toBe('something new See `tool --help`.');
});
