import { AUDIT_METRICS, type AuditMetricName } from '../../cluster/metrics/audit-metrics';
import { AUDIT_VERDICTS, hasReported, type Audit, type AuditedFile } from '../audit/audit';
import { renderFamilies, type Sample } from './render-families';

/** An audit as Prometheus reads it; of each host, not of each file. */
export function renderAuditMetrics(audit: Audit, madeAtMs: number): string {
  const { hosts, minutes, files } = audit;
  const byHost = new Map<string, AuditedFile[]>(hosts.map(({ host }) => [host, []]));
  for (const file of files) byHost.get(file.host)?.push(file);
  const sums = (valueOf: (file: AuditedFile) => number): readonly Sample[] =>
    [...byHost].map(([host, own]) => [own.reduce((sum, file) => sum + valueOf(file), 0), host]);
  const samples: Record<AuditMetricName, readonly Sample[]> = {
    kafka_audit_timestamp_seconds: [[madeAtMs / 1_000]],
    kafka_audit_from_timestamp_seconds: [[audit.fromMs / 1_000]],
    kafka_audit_to_timestamp_seconds: [[audit.toMs / 1_000]],
    kafka_audit_verdict: AUDIT_VERDICTS.map((each) => [Number(audit.verdict === each), each]),
    kafka_audit_minutes: AUDIT_VERDICTS.map((each) => [
      minutes.filter(({ verdict }) => verdict === each).length,
      each,
    ]),
    kafka_audit_produced_lines: sums(({ produced }) => produced),
    kafka_audit_stored_lines: sums(({ stored }) => stored),
    kafka_audit_missing_bytes: sums(({ missing }) =>
      missing.reduce((sum, { bytes: [from, to] }) => sum + to - from, 0),
    ),
    kafka_audit_doubled_lines: sums(({ doubled }) => doubled),
    kafka_audit_setaside_lines: sums(({ setAside }) => setAside),
    kafka_audit_expired_lines: sums(({ expired }) => expired),
    kafka_audit_late_bytes: sums(({ lateBytes }) => lateBytes),
    kafka_audit_lost_bytes: hosts.map(({ host, lostBytes }) => [lostBytes, host]),
    kafka_audit_silent: hosts.map((each) => [Number(!hasReported(each, audit.toMs)), each.host]),
  };
  return renderFamilies(AUDIT_METRICS, samples);
}
