import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUDIT_METRICS } from '../../../cluster/metrics/audit-metrics';
import type { Audit } from '../../../scripts/audit/audit';
import { readAuditFile } from '../../../scripts/metrics/read-audit-file';
import { renderAuditMetrics } from '../../../scripts/metrics/render-audit-metrics';
import { parseExposition } from '../../support/scrape';

const minute = { produced: 0, stored: 0, doubled: 0, silent: [], read: undefined };
const file = {
  verdict: 'missing' as const,
  ...{ host: 'web-1', produced: 10, stored: 8, doubled: 1 },
  ...{ setAside: 2, expired: 0, bytesToGo: 5, lateBytes: 3 },
  missing: [{ generation: 1, bytes: [10, 30] as const }],
};
const host = { reportedAtMs: 9_000, completeToMs: 120_000, hasEnded: false, lostBytes: 0 };
const AUDIT: Audit = {
  ...{ fromMs: 0, toMs: 120_000, verdict: 'missing', reportsFromMs: undefined },
  minutes: [
    { ...minute, atMs: 0, verdict: 'missing' },
    { ...minute, atMs: 60_000, verdict: 'unknown' },
  ],
  files: [
    { ...file, file: '/a.log' },
    { ...file, file: '/b.log' },
  ],
  hosts: [
    { ...host, host: 'web-1' },
    { ...host, host: 'web-2', completeToMs: 60_000, lostBytes: 7 },
  ],
};
const text = renderAuditMetrics(AUDIT, 150_000);
const { metrics, samples } = parseExposition(text);
const valuesOf = (name: string) =>
  Object.fromEntries(
    samples
      .filter((sample) => sample.name === name)
      .map(({ labels, value }) => [Object.values(labels).join(), value]),
  );

it('gives each metric of the table, with its meaning and its labels', () => {
  expect(metrics).toHaveLength(AUDIT_METRICS.length);
  for (const { name, type, meaning, labels } of AUDIT_METRICS) {
    expect(metrics).toContainEqual({ name, type, meaning, labels: [...labels] });
  }
});

it('sums up the files of each host, and counts minutes by what was judged', () => {
  expect(valuesOf('kafka_audit_timestamp_seconds')).toEqual({ '': 150 });
  expect(valuesOf('kafka_audit_verdict')).toEqual({ equal: 0, missing: 1, unknown: 0, late: 0 });
  expect(valuesOf('kafka_audit_minutes')).toEqual({ equal: 0, missing: 1, unknown: 1, late: 0 });
  expect(valuesOf('kafka_audit_produced_lines')).toEqual({ 'web-1': 20, 'web-2': 0 });
  expect(valuesOf('kafka_audit_stored_lines')).toEqual({ 'web-1': 16, 'web-2': 0 });
  expect(valuesOf('kafka_audit_missing_bytes')).toEqual({ 'web-1': 40, 'web-2': 0 });
  expect(valuesOf('kafka_audit_late_bytes')).toEqual({ 'web-1': 6, 'web-2': 0 });
  expect(valuesOf('kafka_audit_lost_bytes')).toEqual({ 'web-1': 0, 'web-2': 7 });
  expect(valuesOf('kafka_audit_silent')).toEqual({ 'web-1': 0, 'web-2': 1 });
});

it('is read again from a file as a whole, and what is none of it is not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-file-'));
  const path = join(folder, 'audit.prom');
  const troubles: string[] = [];
  const read = () => readAuditFile(path, (trouble) => troubles.push(trouble));
  try {
    expect([read(), troubles]).toEqual(['', []]);
    writeFileSync(path, text);
    expect([read(), troubles]).toEqual([text, []]);
    writeFileSync(path, 'kafka_audit_verdict{');
    expect([read(), troubles]).toEqual([
      '',
      [`${path}: is no file that audit --metrics has written`],
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
