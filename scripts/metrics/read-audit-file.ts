import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { AUDIT_METRICS } from '../../cluster/metrics/audit-metrics';

/**
 * What `audit --metrics` has written; nothing before the first audit, and nothing of a file that is none of its:
 * Prometheus would refuse all of the answer.
 */
export function readAuditFile(file: string, onTrouble: (text: string) => void): string {
  try {
    const text = readFileSync(resolve(file), 'utf8');
    if (text.startsWith(`# HELP ${AUDIT_METRICS[0].name} `) && text.endsWith('\n')) return text;
    onTrouble(`${file}: is no file that audit --metrics has written`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') onTrouble((error as Error).message);
  }
  return '';
}
