import { Command } from 'commander';
import { addGateCommand } from '../../../scripts/commands/gate';
import { parseLooks } from '../../../scripts/commands/parse-looks';

describe('--looks', () => {
  it.each([
    ['1', 1],
    ['3', 3],
    ['1000', 1_000],
  ])('takes %s', (text, looks) => {
    expect(parseLooks(text)).toBe(looks);
  });

  it.each(['', ' ', '0', '-1', '1.5', '1001', 'three', 'NaN', 'Infinity'])('refuses %p', (text) => {
    expect(() => parseLooks(text)).toThrow(
      `--looks: must be a whole number from 1 to 1000, got '${text}'. Give a number.`,
    );
  });

  it('is refused before anything is looked at', async () => {
    const program = new Command();
    addGateCommand(program);
    const argv = ['gate', '--looks', 'all', '--inventory', '/no/such/file'];
    await expect(program.parseAsync(argv, { from: 'user' })).rejects.toThrow(/^--looks: must be/);
  });
});
