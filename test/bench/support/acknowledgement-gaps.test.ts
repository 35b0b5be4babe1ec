import { gapsMs, longestGapMs, parseAcknowledged } from './acknowledgement-gaps';

describe('a line of VerifiableProducer', () => {
  it('tells when a record of which partition was acknowledged', () => {
    const line =
      '{"timestamp":1764199211123,"name":"producer_send_success","key":"3","value":"17","topic":"t","partition":4,"offset":9}';
    expect(parseAcknowledged(line)).toEqual({ atMs: 1_764_199_211_123, partition: 4, value: '17' });
  });

  it.each(['{"timestamp":1,"name":"startup_complete"}', '[WARN] connection lost', ''])(
    'is left out where it is about something else: %s',
    (line) => expect(parseAcknowledged(line)).toBeUndefined(),
  );
});

const at = (atMs: number, partition: number) => ({ atMs, partition, value: '' });

test('the gaps of each partition are those that end between two moments', () => {
  const all = [at(0, 0), at(50, 1), at(300, 0), at(350, 1), at(360, 0), at(900, 0)];
  expect([...gapsMs(all, 100, 500)]).toEqual([
    [0, 300],
    [1, 300],
  ]);
});

describe('the longest gap', () => {
  it('is that of one partition, also while others go on', () => {
    const all = [at(0, 0), at(0, 1), at(100, 1), at(200, 1), at(900, 0), at(950, 1)];
    expect(longestGapMs(all, 0)).toBe(900);
  });

  it('begins before the moment, but ends after it', () =>
    expect(longestGapMs([at(0, 0), at(500, 0), at(600, 0), at(800, 0)], 550)).toBe(200));

  it('is none where nothing came', () => expect(longestGapMs([], 0)).toBe(0));
});
