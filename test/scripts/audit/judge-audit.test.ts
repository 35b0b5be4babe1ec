import { MINUTE_MS } from '../../../scripts/audit/audit';
import { AuditJudge } from '../../../scripts/audit/judge-audit';
import { ReportSummary, type HostRange } from '../../../scripts/audit/report-summary';
import type { AuditVerdict } from '../../../scripts/audit/audit';
import type { ShippedRange, ShipperReport } from '../../../scripts/audit/shipper-report';

const [FIRST, FILE, GENERATION] = [1_000, '/var/log/app.log', 7];
const [fromMs, toMs] = [FIRST * MINUTE_MS, (FIRST + 2) * MINUTE_MS];
const BYTES = 10;

/** Ten lines of ten bytes, from a line on. */
function range(line: number, changes: Partial<ShippedRange> = {}): ShippedRange {
  return {
    ...{ file: FILE, generation: GENERATION, topic: 'app', minute: FIRST },
    ...{ from: line * BYTES, to: (line + 10) * BYTES, lines: 10, aside: [] },
    ...{ partition: 0, first: line, last: line + 9 },
    ...changes,
  };
}

function report(changes: Partial<ShipperReport> = {}): ShipperReport {
  return {
    ...{ host: 'web-1', at: toMs, completeTo: toMs, isLast: false, counts: {}, files: [] },
    ranges: [range(0)],
    ...changes,
  };
}

function audit(
  reports: readonly ShipperReport[],
  stored: readonly number[],
  {
    expected = [],
    ...options
  }: Partial<ConstructorParameters<typeof AuditJudge>[1]> & {
    readonly expected?: readonly string[];
  } = {},
) {
  const seen = new ReportSummary({ fromMs, toMs, expected });
  for (const each of reports) seen.add(each, 0);
  const judge = new AuditJudge(seen, { fromMs, toMs, isExpired: () => false, ...options });
  for (const line of stored) {
    const place = { host: 'web-1', file: FILE, generation: GENERATION };
    judge.take({ ...place, offset: line * BYTES, bytes: BYTES });
  }
  return judge.judge();
}

/** A report of a file that was written so far, and sent so far. */
const wroteAndSent = (atMs: number, written: number, sent: number, isUnended = false) =>
  report({
    ...{ at: atMs, completeTo: atMs },
    files: [
      {
        ...{ file: FILE, generation: GENERATION, lines: 10, sentTo: sent },
        ...{ bytesToGo: written - sent, isUnended },
      },
    ],
  });

const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => from + index);

it('is equal where each line is there once, also where nothing was sent', () => {
  const { verdict, minutes, files } = audit([report()], lines(0, 10));
  expect(verdict).toBe('equal');
  expect(minutes.map(({ produced, stored }) => [produced, stored])).toEqual([
    [10, 10],
    [0, 0],
  ]);
  expect(files).toMatchObject([{ host: 'web-1', file: FILE, doubled: 0, missing: [] }]);
});

it('names the bytes of lines that are missing, which a doubled one does not hide', () => {
  const { verdict, files } = audit([report()], [...lines(0, 3), 2, 2, ...lines(5, 10)]);
  expect(verdict).toBe('missing');
  expect(files).toMatchObject([
    { doubled: 2, missing: [{ generation: GENERATION, bytes: [30, 50] }] },
  ]);
});

it('misses no line that was set aside', () => {
  const ranges = [range(0, { lines: 9, aside: [[30, 39]] })];
  const { verdict, files } = audit([report({ ranges })], [...lines(0, 3), ...lines(4, 10)]);
  expect(verdict).toBe('equal');
  expect(files[0]).toMatchObject({ setAside: 1, missing: [] });
});

it('takes what a report says again for the same, and more of it for more', () => {
  const grown = report({ ranges: [range(0, { to: 200, lines: 20, last: 19 })] });
  const { verdict, minutes } = audit([report(), report(), grown], lines(0, 20));
  expect(verdict).toBe('equal');
  expect(minutes[0]!.produced).toBe(20);
});

it.each<[string, ShipperReport, readonly string[]]>([
  ['has not reported the end of a minute', report({ completeTo: toMs - 1 }), []],
  ['was named, and has not reported', report(), ['web-2']],
])('is not known where a host %s', (_, each, expected) => {
  const { verdict, minutes } = audit([each], lines(0, 10), { expected });
  expect(verdict).toBe('unknown');
  expect(minutes.at(-1)!.silent).toHaveLength(1);
});

it('is not known where nobody has reported', () => {
  expect(audit([], []).verdict).toBe('unknown');
});

it('is not known before the first report that is there, where older ones were deleted', () => {
  const at = (reportsFromMs: number) => audit([report()], lines(0, 10), { reportsFromMs });
  expect(at(fromMs + 1).minutes.map(({ verdict }) => verdict)).toEqual(['unknown', 'equal']);
  expect(at(fromMs + 1).verdict).toBe('unknown');
  expect(at(fromMs).verdict).toBe('equal');
});

it('does not know what a host reads that has not reported since its clock was set back', () => {
  const back = report({ at: fromMs, completeTo: fromMs });
  expect(audit([report(), back], lines(0, 10)).verdict).toBe('unknown');
  // Those of another partition come in no order.
  const seen = new ReportSummary({ fromMs, toMs, expected: [] });
  seen.add(report(), 0);
  seen.add(back, 1);
  expect(seen.hosts[0]!.completeToMs).toBe(toMs);
});

it('waits for no host that said that it ends', () => {
  expect(audit([report({ completeTo: fromMs + 5, isLast: true })], lines(0, 10)).verdict).toBe(
    'equal',
  );
});

it('does not know of lines that are past their retention', () => {
  const isExpired = ({ first }: HostRange) => first === 0;
  const { verdict, files } = audit([report()], lines(5, 10), { isExpired });
  expect(verdict).toBe('unknown');
  expect(files[0]).toMatchObject({ expired: 5, missing: [] });
});

it('is missing what a host says that it gave up within the time', () => {
  const gaveUp = (at: number, lostBytes: number) => report({ at, counts: { lostBytes } });
  const reports = [gaveUp(fromMs, 5), gaveUp(toMs, 25)];
  const { verdict, hosts } = audit(reports, lines(0, 10));
  expect(verdict).toBe('missing');
  expect(hosts).toMatchObject([{ lostBytes: 20 }]);
  const beforeAndAfter = [
    ...[gaveUp(fromMs - 20, 1), gaveUp(fromMs - 10, 5)],
    ...[gaveUp(toMs, 5), gaveUp(toMs + 10, 25)],
  ];
  expect(audit(beforeAndAfter, lines(0, 10)).verdict).toBe('equal');
});

const [MINUTE_LATER, UNENDED] = [toMs + MINUTE_MS, true];

it.each<[AuditVerdict, string, number, readonly ShipperReport[]]>([
  [
    'late',
    'was written in the time, and not sent a minute later',
    200,
    [wroteAndSent(toMs, 900, 100), wroteAndSent(MINUTE_LATER, 2_000, 700)],
  ],
  [
    'equal',
    'was sent by then',
    0,
    [wroteAndSent(toMs, 900, 100), wroteAndSent(MINUTE_LATER, 2_000, 900)],
  ],
  [
    'equal',
    'was written less than a minute before',
    0,
    [wroteAndSent(toMs, 900, 100), wroteAndSent(MINUTE_LATER - 1, 2_000, 100)],
  ],
  [
    'equal',
    'was written after the time',
    0,
    [wroteAndSent(toMs + 1, 900, 100), wroteAndSent(MINUTE_LATER + 1, 900, 100)],
  ],
  [
    'equal',
    'is a line without its end',
    0,
    [wroteAndSent(toMs, 900, 100), wroteAndSent(MINUTE_LATER, 900, 100, UNENDED)],
  ],
])('is %s where what a host has to send %s', (expected, _, lateBytes, reports) => {
  const { verdict, files } = audit(reports, lines(0, 10));
  expect(verdict).toBe(expected);
  expect(files).toMatchObject([{ lateBytes, verdict: expected }]);
});

it('says how much of it a group has read, by what it has committed', () => {
  const partly = audit([report()], lines(0, 10), { committed: () => 4 });
  expect(partly.minutes[0]).toMatchObject({ read: 4, verdict: 'late' });
  expect(partly.verdict).toBe('late');
  expect(audit([report()], lines(0, 10), { committed: () => 10 }).verdict).toBe('equal');
  expect(audit([report()], lines(0, 10), { committed: () => 99 }).minutes[0]!.read).toBe(10);
  expect(audit([report()], lines(0, 10), { committed: () => undefined }).minutes[0]!.read).toBe(0);
});

it('takes a report of what was sent again for no word of its host', () => {
  const again = report({ isAgain: true, at: toMs + 1, completeTo: 0 });
  expect(audit([report(), again], lines(0, 10)).verdict).toBe('equal');
});

it('says what is written and not sent, by the last report', () => {
  const files = [{ file: FILE, generation: GENERATION, sentTo: 100, lines: 10, bytesToGo: 30 }];
  const late = { ...files[0]!, generation: 8, bytesToGo: 12 };
  const reports = [report({ at: 1, files }), report({ at: 2, files: [...files, late] })];
  expect(audit(reports, lines(0, 10)).files[0]!.bytesToGo).toBe(42);
  const packed = [{ ...late, bytesToGo: null }];
  expect(audit([report({ files: packed })], lines(0, 10)).files[0]!.bytesToGo).toBeUndefined();
});
