import { ASKED_NAMES, type Answers, type Asked } from './ask-tools';
import { disagreements, namedCommands } from './disagreements';

const answers = (
  output: string,
  codes: Partial<Record<Asked, number>> = {},
  outputs: Partial<Record<Asked, string>> = {},
): Answers =>
  Object.fromEntries(
    ASKED_NAMES.map((name) => [name, { code: codes[name] ?? 1, output: outputs[name] ?? output }]),
  ) as Answers;

const CLOSED = { weight: 'closes-gate', says: [/be registered/] } as const;

describe('tools', () => {
  it('agree where all end with 1 and say the cause', () => {
    expect(disagreements(answers('broker-1: must be registered'), CLOSED)).toEqual([]);
  });

  it('disagree where one ends well, is silent about it, or calls the cluster healthy', () => {
    const found = disagreements(
      answers('must be registered', { gate: 0 }, { gate: 'logs is healthy.' }),
      CLOSED,
    );
    expect(found).toEqual([
      'gate ended with 0, not 1',
      'gate calls it healthy',
      'gate does not say /be registered/',
    ]);
  });

  it.each(['in about NaN s', 'got undefined', '[object Object]', 'x\n    at f (a.js:1:2)'])(
    'may say no nonsense, such as %j',
    (nonsense) => {
      const said = answers('be registered', {}, { smoke: `be registered, ${nonsense}` });
      expect(disagreements(said, CLOSED)).toEqual(['smoke says nonsense']);
    },
  );

  it('must know what is written to a disk that they have looked at', () => {
    const said = answers(
      'be registered',
      {},
      { 'status --json': 'be registered "bytesPerSecond": null' },
    );
    expect(disagreements(said, CLOSED)).toEqual([
      'status --json does not know what is written to a disk',
    ]);
  });

  it.each(['fault', 'drift'] as const)('let a host be stopped under a %s', (weight) => {
    const said = answers('override', { gate: 0 });
    expect(disagreements(said, { weight, says: [/override/] })).toEqual([]);
  });

  it('tell of drift in converge by its own words', () => {
    const said = answers('override', { gate: 0 }, { 'converge --dry-run': 'take back x' });
    const instead = { 'converge --dry-run': [/take back/] };
    expect(disagreements(said, { weight: 'drift', says: [/override/], instead })).toEqual([]);
  });

  it('end well beside a note, which only converge need not tell', () => {
    const codes = Object.fromEntries(ASKED_NAMES.map((name) => [name, 0]));
    const said = answers('is healthy. The leaders', codes, { 'converge --dry-run': 'nothing' });
    expect(disagreements(said, { weight: 'note', says: [/The leaders/] })).toEqual([]);
  });
});

test('commands are found in messages, each once', () => {
  const run = (words: string) => `\`npx --no-install cdktf-kafka ${words} --inventory FILE\``;
  const said = `Look; ${run('converge')} or ${run('restart broker-1 --reason WORDS')}; ${run('converge')}`;
  expect(namedCommands(said)).toEqual(['converge', 'restart broker-1 --reason WORDS']);
});
