import {
  compareClocks,
  describeClock,
  judgeClock,
  parseChronyTracking,
} from '../../../../scripts/health/host/clock';

const result = (stdout: string, code = 0) => ({ code, stdout, stderr: '' });

/** The form of `chronyc -c tracking`, following Amazon's time server. */
const FOLLOWS =
  'A9FEA97B,169.254.169.123,4,1763835000.123456789,0.000012345,-0.000003210,0.000045678,-7.512,-0.001,0.021,0.000412345,0.000098765,16.2,Normal\n';
const FAR = FOLLOWS.replace('0.000012345', '0.750000000');
const ALONE =
  '00000000,,0,0.000000000,0.000000000,0.000000000,0.000000000,0.000,0.000,0.000,1.000000000,1.000000000,0.0,Not synchronised\n';

describe('a clock', () => {
  it("is read from chrony's tracking", () => {
    const reading = parseChronyTracking(result(FOLLOWS))!;
    expect(reading.by).toBe('chrony');
    expect(reading.offsetMs).toBeCloseTo(0.012345);
    expect(reading.uncertaintyMs).toBeCloseTo(0.305, 2);
    expect(judgeClock('broker-1, clock', reading)).toEqual([]);
    expect(describeClock(reading)).toBe('0.0 ± 0.3 ms by chrony');
  });

  it.each([
    ['chrony follows no server', result(ALONE)],
    ['chronyd does not run', result('506 Cannot talk to daemon\n', 1)],
    ['there is no chronyc', { code: 127, stdout: '', stderr: 'sh: 1: chronyc: not found\n' }],
  ])('is compared with the one here where %s', (_, tracking) => {
    expect(parseChronyTracking(tracking)).toBeUndefined();
  });

  it('is wrong when chrony says that it is far off', () => {
    const [problem] = judgeClock('broker-1, clock', parseChronyTracking(result(FAR))!);
    expect(problem).toMatchObject({
      rule: "be at most 500 ms away from its time server's time",
      value: '750 ms',
    });
  });

  it.each<[number, number, number, boolean]>([
    [0, 600, 1_200, true],
    [0, 0, 10, true],
    [1_000, 1_500, 1_010, true],
    [1_000, 1_511, 1_010, false],
    [1_000, 494, 1_010, false],
    [1_000, 500, 1_010, true],
  ])('asked at %i ms, saying %i, heard at %i: right %p', (asked, answered, received, right) => {
    const reading = compareClocks(asked, answered, received);
    expect(judgeClock('broker-1, clock', reading).length === 0).toBe(right);
  });
});
