import { parseReport, rateOfSecondHalf } from './consumer';

describe('a line of ConsumerPerformance', () => {
  it('tells how many records were read by when', () => {
    const line =
      '2026-11-26 23:20:11:123, 0, 95.3674, 476.8, 500000, 2500000.0, 3100, -3000, 0.0, 0.0';
    const [report] = parseReport(line);
    expect(report).toEqual({ atMs: Date.parse('2026-11-26T23:20:11.123Z'), records: 500_000 });
  });

  it.each(['', 'log4j:WARN No appenders', 'time, threadId, data.consumed.in.MB, MB.sec'])(
    'is left out where it is another one: %j',
    (line) => expect(parseReport(line)).toEqual([]),
  );
});

describe('the rate of a consumer', () => {
  const report = (atMs: number, records: number) => ({ atMs, records });

  it('is that of its second half', () => {
    const reports = [report(0, 10), report(1_000, 100), report(2_000, 500), report(2_500, 1_000)];
    expect(rateOfSecondHalf(reports)).toBe(1_000);
  });

  it.each([[[]], [[report(5, 1_000)]]])('is unknown with too few reports: %j', (reports) =>
    expect(rateOfSecondHalf(reports)).toBeNaN(),
  );
});
