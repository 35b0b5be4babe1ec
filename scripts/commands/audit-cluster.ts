import { resolve } from 'node:path';
import { UserError } from '../../cluster/errors';
import { visibleText } from '../../cluster/visible-text';
import type { AuditVerdict } from '../audit/audit';
import { renderAuditJson } from '../audit/audit-json';
import { renderAudit } from '../audit/render-audit';
import { runAudit } from '../audit/run-audit';
import { askForUser } from '../cluster-access/ask-for-user';
import type { DeployedCluster } from '../health/deployed-cluster';
import { shellCommand } from '../hosts/command-words';
import type { LocalAccess } from '../local/local-access';
import { renderAuditMetrics } from '../metrics/render-audit-metrics';
import { replaceFile } from '../system/replace-file';
import { printAside } from '../terminal/print';
import { thisTerminal } from '../terminal/terminal';
import type { InventoryOptions } from './inventory-options';
import { servingCluster } from './running-cluster';

export interface AuditClusterOptions extends Pick<InventoryOptions, 'direct'> {
  /** Minutes of reading that are judged: from here, in milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Hosts that are to report, besides those that did. */
  readonly expected: readonly string[];
  /** Whose committed offsets are compared. @default - nobody's */
  readonly group?: string | undefined;
  readonly json?: true | undefined;
  /** A file that is written for Prometheus. @default - none */
  readonly metrics?: string | undefined;
  readonly signal: AbortSignal;
}

const EXIT_CODES: Readonly<Record<AuditVerdict, number>> = {
  ...{ equal: 0, missing: 1, late: 1, unknown: 2 },
};

/** On hosts, as the shipper's install.sh puts it there. */
const SEND_AGAIN = [
  '/usr/local/lib/cdktf-kafka-ship/cdktf-kafka-ship',
  ...['send', '/etc/cdktf-kafka-ship/shipper.json'],
];

/**
 * Prints what shippers have sent beside what the topics hold.
 *
 * @returns the exit code
 * @throws UserError where there is no topic of reports, Kafka gives no answer, or the file can not be written
 */
export async function auditCluster(
  asked: DeployedCluster | LocalAccess,
  options: AuditClusterOptions,
): Promise<number> {
  const { signal, json, metrics } = options;
  const way = { ...(await servingCluster(asked, options)), signal };
  const onTrouble = (text: string) => printAside(visibleText(text));
  const audit = await askForUser(way, (brokers) => runAudit(brokers, { ...options, onTrouble }));
  const again = await sendAgainOf(asked);
  if (metrics !== undefined) writeMetrics(metrics, renderAuditMetrics(audit, Date.now()));
  console.log(
    json
      ? renderAuditJson(audit)
      : renderAudit(audit, {
          ...{ terminal: thisTerminal(), nowMs: Date.now() },
          sendAgain: (values) => shellCommand([...again, ...values]),
        }),
  );
  return EXIT_CODES[audit.verdict];
}

async function sendAgainOf(asked: DeployedCluster | LocalAccess): Promise<readonly string[]> {
  if ('shells' in asked) return SEND_AGAIN;
  const { localSendAgain } = await import('../local/local-shippers.js');
  return localSendAgain(asked);
}

function writeMetrics(file: string, text: string): void {
  try {
    replaceFile(resolve(file), text);
  } catch (error) {
    throw new UserError(
      `--metrics: must be a file that can be written, got '${file}': ${(error as Error).message}. ` +
        'Name one in a folder that is there.',
    );
  }
}
