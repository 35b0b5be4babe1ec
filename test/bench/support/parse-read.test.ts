import { parseRead } from './parse-read';

describe('a line of VerifiableConsumer', () => {
  it('tells which record was read', () => {
    const line =
      '{"timestamp":1764199211123,"name":"record_data","key":"3","value":"17","topic":"t","partition":4,"offset":9}';
    expect(parseRead(line)).toBe('17');
  });

  it.each(['{"timestamp":1,"name":"records_consumed","count":5}', '[WARN] rebalance', ''])(
    'is left out where it is about something else: %s',
    (line) => expect(parseRead(line)).toBeUndefined(),
  );
});
