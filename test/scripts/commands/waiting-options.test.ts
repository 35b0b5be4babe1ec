import { Command } from 'commander';
import { addGateCommand } from '../../../scripts/commands/gate';
import {
  gatePatience,
  looksOption,
  parseLooks,
  parseSeconds,
  stallOption,
  timeoutOption,
} from '../../../scripts/commands/waiting-options';
import { GATE_PATIENCE } from '../../../scripts/health/gate/gate-patience';

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

describe('seconds', () => {
  it.each([
    ['0', 0],
    ['0.5', 0.5],
    ['86400', 86_400],
  ])('are taken: %s', (text, seconds) => {
    expect(parseSeconds(text)).toBe(seconds);
  });

  it.each(['', ' ', '-1', '86401', '10m', 'NaN'])('are refused: %p', (text) => {
    expect(() => parseSeconds(text)).toThrow(
      `seconds: must be a number from 0 to 86400, got '${text}'. Give a number.`,
    );
  });
});

describe('how long a gate is waited for', () => {
  const { looks, stallMs, limitMs } = GATE_PATIENCE;

  it('is what a gate does by itself where nobody says anything', () => {
    const program = new Command();
    for (const option of [looksOption(), stallOption(), timeoutOption()]) program.addOption(option);
    expect(gatePatience(program.opts())).toEqual({ looks, stallMs, limitMs });
    expect(gatePatience({})).toEqual({});
  });

  it('is told in seconds', () => {
    expect(gatePatience({ looks: 1, stall: 0, timeout: 0.5 })).toEqual({
      ...{ looks: 1, stallMs: 0, limitMs: 500 },
    });
  });
});
