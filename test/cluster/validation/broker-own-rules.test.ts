import { formatProblem } from '../../../cluster/errors';
import { Storage } from '../../../cluster/hardware/storage/storage';
import { specProblems } from '../../../cluster/validate-spec';
import { unsoundSpec } from '../../support/spec-builder';

const withSecond = (second: object, changes: object = {}): readonly string[] =>
  specProblems(
    unsoundSpec({
      brokers: [
        { id: 1, rack: 'a' },
        { id: 2, rack: 'b', ...second },
        { id: 3, rack: 'c' },
      ],
      ...changes,
    }),
  ).map(formatProblem);

describe('settings of one broker', () => {
  it.each([
    [{ 'num.io.threads': 24 }],
    [{ 'socket.send.buffer.bytes': 1_048_576 }],
    [{ 'max.connections': 500 }],
  ])('may be %j', (brokerSettings) => {
    expect(withSecond({ brokerSettings })).toEqual([]);
  });

  it.each([
    [{ 'log.segment.bytes': 1e9 }, /must be alike on all brokers/],
    [{ 'message.max.bytes': 1e6 }, /must be alike on all brokers/],
    [{ 'offsets.retention.minutes': 60 }, /must be alike on all brokers/],
    [{ 'num.io.treads': 24 }, /must be a setting of Kafka/],
    [{ 'num.io.threads': 0 }, /must be /],
    [{ 'broker.id': 7 }, /must be left out/],
    [{ 'ssl.keystore.password': 'hunter2' }, /must stay out of the spec/],
    ['num.io.threads=24', /must be an object/],
  ])('may not be %j', (brokerSettings, words) => {
    const [problem, ...others] = withSecond({ brokerSettings });
    expect(problem).toMatch(/^brokers\[1\]\.brokerSettings/);
    expect(problem).toMatch(words);
    expect(problem).not.toContain('hunter2');
    expect(others).toEqual([]);
  });

  it('are judged together with those of all, whose own faults are told once', () => {
    const brokerSettings = { 'socket.request.max.bytes': 20_000_000 };
    const changes = { brokerSettings: { 'message.max.bytes': 30_000_000, 'num.io.threads': 0 } };
    const problems = withSecond({ brokerSettings }, changes);
    expect(problems).toEqual([
      expect.stringMatching(/^brokerSettings\['num\.io\.threads'\]: /),
      expect.stringMatching(/^brokerSettings\['message\.max\.bytes'\]: must be at most 19,998,976/),
    ]);
  });
});

describe('storage of one broker', () => {
  it('may be another than that of all', () => {
    const storage = Storage.st1({ volumesPerBroker: 1, sizeGiB: 4_000 });
    expect(withSecond({ storage })).toEqual([]);
  });

  it('is one that can be made', () => {
    const storage = { kind: 'gp3', volumesPerBroker: 1, sizeGiB: 100, throughputMiBps: 1_000 };
    expect(withSecond({ storage })).toEqual([
      expect.stringMatching(/^brokers\[1\]\.storage\.throughputMiBps: must be at most/),
    ]);
  });

  it('is of the instance store only where the type has disks of its own', () => {
    expect(withSecond({ storage: Storage.instanceStore() })).toEqual([
      expect.stringMatching(/^brokers\[1\]\.storage: must have disks of its own/),
    ]);
    const changes = { storage: Storage.instanceStore(), instanceType: 'd3.2xlarge' };
    expect(withSecond({ instanceType: 'r5.xlarge' }, changes)).toEqual([
      expect.stringMatching(/^brokers\[1\]\.instanceType: must have disks of its own/),
    ]);
  });
});
