import { parsePercentiles } from './end-to-end-latency';

describe('the percentiles of EndToEndLatency', () => {
  it('are read from the line that has them', () => {
    const lines = [
      '0\t12.5',
      'Avg latency: 1.2341 ms',
      '',
      'Percentiles: 50th = 1, 99th = 3, 99.9th = 14',
    ];
    expect(parsePercentiles(lines)).toEqual({ p50: 1, p99: 3, 'p99.9': 14 });
  });

  it('are missed with the last lines', () =>
    expect(() => parsePercentiles(['no broker'])).toThrow('without percentiles: no broker'));
});
