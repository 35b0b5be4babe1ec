import type { Audit } from './audit';

/** Raised when a field changes its meaning or goes away; new fields may come at any time. */
export const AUDIT_JSON_VERSION = 1;

/** An audit for a program: the shape that audit.schema.json describes. What is not known is null. */
export function renderAuditJson({ minutes, files, hosts, reportsFromMs, ...audit }: Audit): string {
  const json = {
    formatVersion: AUDIT_JSON_VERSION,
    ...audit,
    reportsFromMs: reportsFromMs ?? null,
    minutes: minutes.map((minute) => ({ ...minute, read: minute.read ?? null })),
    files: files.map((file) => ({ ...file, bytesToGo: file.bytesToGo ?? null })),
    hosts: hosts.map((host) => ({ ...host, reportedAtMs: host.reportedAtMs ?? null })),
  };
  return JSON.stringify(json, null, 2);
}
