import { describeReason, type Reason } from '../../../cluster/changes/reasons';

const path = '/etc/kafka/server.properties';
const unit = 'kafka.service';
const effect = { kind: 'restart', role: 'broker', settings: [] } as const;

describe('why something is done to a host, in words', () => {
  it.each<[Reason, string]>([
    [{ code: 'archive-differs' }, "Kafka's archive differs: needs a restart of all its processes"],
    [{ code: 'process-down', unit, active: 'failed' }, 'kafka.service does not run: failed'],
    [{ code: 'files-changed', unit }, 'kafka.service is restarted for the files above'],
    [
      { code: 'process-older', unit, paths: [path], keys: [] },
      `kafka.service was started with an older ${path}`,
    ],
    [
      { code: 'process-older', unit, paths: [path], keys: ['a', 'b'] },
      `kafka.service was started with an older ${path}: needs a restart for a, b`,
    ],
    [
      { code: 'setting-differs', key: 'num.io.threads', wanted: '8' },
      'Kafka runs with num.io.threads=its default: is given 8',
    ],
    [
      { code: 'setting-differs', key: 'num.io.threads', current: '4', wanted: '8' },
      'Kafka runs with num.io.threads=4: is given 8',
    ],
    [
      { code: 'override-left', key: 'k', value: '1', forAll: true },
      'k=1 is set in ZooKeeper for all brokers: is taken back',
    ],
    [
      { code: 'override-left', key: 'k', forAll: false },
      'k is set in ZooKeeper for this broker: is taken back',
    ],
    [
      { code: 'settings-unknown', why: 'no answer' },
      'nobody knows what Kafka runs with: no answer',
    ],
    [{ code: 'asked-for', unit, why: 'a leak' }, 'kafka.service is restarted: a leak'],
  ])('%j', (reason, words) => expect(describeReason(reason)).toBe(words));

  it('says what a file that differs or is missing needs', () => {
    expect(describeReason({ code: 'file-differs', path, effect })).toBe(
      `${path} differs: needs a restart of Kafka`,
    );
    expect(describeReason({ code: 'file-missing', path, effect })).toBe(
      `${path} is missing: needs a restart of Kafka`,
    );
  });

  it('stays one line, without what a terminal would obey', () => {
    const why = 'one\nmore \u001b[31mred';
    const words = describeReason({ code: 'asked-for', unit, why });
    expect(words).not.toMatch(/[\n\u001b]/);
  });
});
