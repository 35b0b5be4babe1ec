import { Command, CommanderError, Option } from 'commander';
import { usageProblem } from '../../scripts/usage-problem';

/** What is said of a command line, in the words that commander really has. */
function problemOf(...argv: readonly string[]): string {
  const program = new Command('tool').exitOverride().showSuggestionAfterError();
  program.configureOutput({ outputError: () => undefined });
  program
    .command('review')
    .argument('[plan]')
    .addOption(new Option('--fail-on <verdict>').choices(['care', 'never']))
    .action(() => undefined);
  program.command('gate').argument('<host>').requiredOption('-i, --inventory <file>');
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return usageProblem(error, 'tool review');
  }
  throw new Error('There is nothing wrong with it.');
}

it.each([
  [
    ['review', '--fail-onn', 'x'],
    '--fail-onn: must be an option of this command. Did you mean --fail-on?',
  ],
  [['review', '--zzzzzz'], '--zzzzzz: must be an option of this command.'],
  [['review', '--fail-on', 'maybe'], "--fail-on: must be one of care, never, got 'maybe'."],
  [['review', '--fail-on'], '--fail-on: must be given a value.'],
  [['review', 'a', 'b'], 'review: must be given no more arguments than 1, got 2.'],
  [['gate', 'a'], '--inventory: must be given.'],
  [['gate', '-i', 'x'], 'host: must be given.'],
  [['reviw'], 'reviw: must be a command. Did you mean review?'],
  [['review', '--a\u001b[31m'], '--a\\u{1b}[31m: must be an option of this command.'],
])('says of %j what must be', (argv, problem) => {
  expect(problemOf(...argv)).toBe(`${problem} See \`tool review --help\`.`);
});

it('keeps what commander says where it has no words of its own for it', () => {
  const error = new CommanderError(1, 'commander.new', 'error: something new');
  expect(usageProblem(error, 'tool')).toBe('something new See `tool --help`.');
});
