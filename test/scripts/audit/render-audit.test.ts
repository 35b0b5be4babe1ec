import type { Audit } from '../../../scripts/audit/audit';
import { renderAudit } from '../../../scripts/audit/render-audit';
import { glyphs } from '../../../scripts/terminal/terminal';

const minute = {
  ...{ atMs: new Date(2026, 10, 28, 14).getTime(), verdict: 'equal' as const },
  ...{ silent: [], read: undefined },
};
const counts = { produced: 100, stored: 100, doubled: 0 };
const host = { host: 'web-1', reportedAtMs: 0, completeToMs: Infinity, hasEnded: false };

const EQUAL = {
  ...{ fromMs: 0, toMs: 1, verdict: 'equal' },
  minutes: [{ ...minute, ...counts }],
  files: [
    {
      ...{ host: 'web-1', file: '/a.log', verdict: 'equal', ...counts },
      ...{ setAside: 0, missing: [], expired: 0, bytesToGo: 0, lateBytes: 0 },
    },
  ],
  hosts: [{ ...host, lostBytes: 0 }],
  reportsFromMs: undefined,
} as const satisfies Audit;

const drawn = (audit: Audit, width = Infinity) =>
  renderAudit(audit, {
    ...{ terminal: { glyphs: glyphs({}), width }, nowMs: 60_000 },
    sendAgain: (values) => ['ship', 'send', ...values].join(' '),
  });

it('draws minutes and says that all is stored', () => {
  const text = drawn(EQUAL);
  expect(text).toContain(`14:00   ${'#'.repeat(30)} 100 lines`);
  expect(text).toContain('All that was sent is stored: 100 lines.');
  expect(text).not.toContain('Missing');
});

it('names missing bytes with the command that sends them again', () => {
  const missing = [{ generation: 7, bytes: [30, 50] as const }];
  const text = drawn({
    ...EQUAL,
    verdict: 'missing',
    minutes: [{ ...minute, ...counts, verdict: 'missing', stored: 98, doubled: 3 }],
    files: [{ ...EQUAL.files[0], verdict: 'missing', stored: 98, missing }],
  });
  expect(text).toContain('100 lines, 2 not there, 3 doubled');
  expect(text).toContain('  web-1: ship send /a.log 7 30 50');
  expect(text).toContain('Missing: 2 lines of 100.');
});

it('says who was not heard, and who gave lines up', () => {
  const silent = { ...host, host: 'web-2', reportedAtMs: undefined, completeToMs: 0, lostBytes: 0 };
  const text = drawn({
    ...EQUAL,
    verdict: 'unknown',
    minutes: [{ ...minute, ...counts, verdict: 'unknown', silent: ['web-2'] }],
    hosts: [{ ...host, lostBytes: 5_000 }, silent],
  });
  expect(text).toContain('100 lines, 1 host not heard');
  expect(text).toContain('web-1 gave up 5,000 bytes');
  expect(text).toContain('web-2 has not reported.');
  expect(text).toMatch(/\? Not known: 100 lines reported/);
});

it('says whose clock is ahead, or may be behind, and that reports were deleted', () => {
  const behind = { ...host, host: 'web-2', completeToMs: 0, lostBytes: 0 };
  const ahead = { ...host, host: 'web-3', reportedAtMs: 660_000, lostBytes: 0 };
  const early = { ...behind, host: 'web-4', reportedAtMs: 1_000 };
  const text = drawn({
    ...EQUAL,
    reportsFromMs: 1_000,
    hosts: [...EQUAL.hosts, behind, ahead, early],
  });
  expect(text).toContain(
    'web-2 last reported at 1970-01-01T00:00:00.000Z, by its own clock: its shipper is away, or that clock is behind.',
  );
  expect(text).toContain('web-4 last reported at 1970-01-01T00:00:01.000Z.\n');
  expect(text).toContain('web-3 has a clock that is 10 min ahead');
  expect(text).toContain('Reports from before 1970-01-01T00:00:01.000Z were deleted');
  expect(text).not.toContain('web-1 has');
});

it('draws minutes by the clock of this machine, with a heading for each day', () => {
  const midnight = new Date(2026, 10, 29).getTime();
  const atMs = [midnight - 120_000, midnight - 60_000, midnight];
  const text = drawn({ ...EQUAL, minutes: atMs.map((at) => ({ ...minute, ...counts, atMs: at })) });
  expect(text).toMatch(/^2026-11-28, UTC\S*\n23:58 .*\n23:59 .*\n2026-11-29, UTC\S*\n00:00 /);
});

it('has narrower bars where a line would not fit', () => {
  const minutes = [{ ...minute, ...counts, produced: 1_234_567, doubled: 3 }];
  const rows = drawn({ ...EQUAL, minutes }, 70).split('\n');
  expect(rows[1]).toHaveLength(70);
  expect(rows[1]).toContain('1,234,567 lines, 1,234,467 not there, 3 doubled');
});

it('says what is late: what was not sent, and what a group has not read', () => {
  const text = drawn({
    ...EQUAL,
    verdict: 'late',
    minutes: [{ ...minute, ...counts, verdict: 'late', read: 60 }],
    files: [{ ...EQUAL.files[0], verdict: 'late', bytesToGo: 5_000, lateBytes: 4_000 }],
  });
  expect(text).toContain('100 lines, 40 not read');
  expect(text).toContain(
    'Late: 4,000 bytes were written and not sent, 40 lines stored and not read. 100 lines sent, 100 stored.',
  );
});

it('says which hosts have ended within the time', () => {
  const ended = { ...host, hasEnded: true, lostBytes: 0, reportedAtMs: 0 };
  expect(drawn({ ...EQUAL, hosts: [ended] })).toContain(
    'web-1 has ended, by its word at 1970-01-01T00:00:00.000Z: what was written there since is not known.',
  );
});
