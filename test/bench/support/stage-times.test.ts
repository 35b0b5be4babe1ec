import { runStages } from '../../../scripts/terminal/run-stages';
import { parseStage } from './stage-times';

describe('a line about a stage', () => {
  it.each([
    ['✔ Brokers: 3 serve [1.9 s]', { title: 'Brokers', seconds: 1.9 }],
    [
      "✔ Kafka's distribution: there: /kafka [12.0 s]",
      { title: "Kafka's distribution", seconds: 12 },
    ],
    ['✔ Java and Maven: installed ', { title: 'Java and Maven', seconds: 0 }],
  ])('tells what was done in which time: %j', (line, expected) =>
    expect(parseStage(line)).toEqual(expected),
  );

  it.each([
    '❯ Brokers',
    'Its files are in /tmp',
    '✔ time-lookup         3 partitions: before the first, a hit  2.3 s',
    '✔ local: 11 of 11 checks passed in 2.4 s',
    '',
  ])('is left out where it tells of no stage that is done: %j', (line) =>
    expect(parseStage(line)).toBeUndefined(),
  );

  it('is what stages print without a terminal', async () => {
    const lines: string[] = [];
    const log = jest
      .spyOn(console, 'log')
      .mockImplementation((line) => void lines.push(String(line)));
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      lines.push(...String(text).split('\n'));
      return true;
    });
    try {
      await runStages([{ title: 'Brokers', run: () => Promise.resolve('3 serve') }]);
    } finally {
      log.mockRestore();
      write.mockRestore();
    }
    expect(lines.flatMap((line) => parseStage(line)?.title ?? [])).toEqual(['Brokers']);
  });
});
