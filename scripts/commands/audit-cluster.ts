import { visibleText } from '../../cluster/visible-text';
import type { AuditVerdict } from '../audit/audit';
import { renderAudit } from '../audit/render-audit';
import { runAudit } from '../audit/run-audit';
import { askForUser } from '../cluster-access/ask-for-user';
import type { DeployedCluster } from '../health/deployed-cluster';
import type { LocalAccess } from '../local/local-access';
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
  readonly signal: AbortSignal;
}

const EXIT_CODES: Readonly<Record<AuditVerdict, number>> = { equal: 0, missing: 1, unknown: 2 };

/** On hosts, as the shipper's install.sh puts it there. */
const SEND_AGAIN =
  '/usr/local/lib/cdktf-kafka-ship/cdktf-kafka-ship send /etc/cdktf-kafka-ship/shipper.json';

/**
 * Prints what shippers have sent beside what the topics hold.
 *
 * @returns the exit code
 * @throws UserError where there is no topic of reports, or Kafka gives no answer
 */
export async function auditCluster(
  asked: DeployedCluster | LocalAccess,
  options: AuditClusterOptions,
): Promise<number> {
  const { signal, json } = options;
  const way = { ...(await servingCluster(asked, options)), signal };
  const onTrouble = (text: string) => printAside(visibleText(text));
  const audit = await askForUser(way, (brokers) => runAudit(brokers, { ...options, onTrouble }));
  console.log(
    json
      ? JSON.stringify({ formatVersion: 1, ...audit }, undefined, 2)
      : renderAudit(audit, { terminal: thisTerminal(), sendAgain: SEND_AGAIN }),
  );
  return EXIT_CODES[audit.verdict];
}
