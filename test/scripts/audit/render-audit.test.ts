import type { Audit } from '../../../scripts/audit/audit';
import { renderAudit } from '../../../scripts/audit/render-audit';
import { glyphs } from '../../../scripts/terminal/terminal';

const minute = {
  ...{ atMs: Date.UTC(2026, 10, 28, 14), verdict: 'equal' as const },
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
      ...{ setAside: 0, missing: [], expired: 0, bytesToGo: 0 },
    },
  ],
  hosts: [{ ...host, lostBytes: 0 }],
} as const satisfies Audit;

const drawn = (audit: Audit) =>
  renderAudit(audit, { terminal: { glyphs: glyphs({}), width: Infinity }, sendAgain: 'ship send' });

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
