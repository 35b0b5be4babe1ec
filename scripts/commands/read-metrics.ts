import { UserError } from '../../cluster/errors';
import { RUN_PROGRAM } from '../../cluster/program';
import type { Topology } from '../../cluster/topology';
import { visibleText } from '../../cluster/visible-text';
import type { KafkaAccess } from '../cluster-access/kafka-access';
import type { Reach } from '../cluster-access/reach';
import { readAuditFile } from '../metrics/read-audit-file';
import { renderGroupMetrics } from '../metrics/render-group-metrics';
import { renderShipperMetrics } from '../metrics/render-shipper-metrics';
import { ReportFollower } from '../metrics/report-follower';
import { readGroups } from '../status/read-groups';
import { printAside } from '../terminal/print';

export interface MetricsReaderOptions {
  readonly topology: Topology;
  readonly reach: Reach;
  readonly kafka: KafkaAccess;
  /** What an audit has written. @default - nothing of audits is given */
  readonly auditFile?: string | undefined;
  readonly signal: AbortSignal;
}

/** Gives all that `cdktf-kafka metrics` serves, at each look. */
export function metricsReader(options: MetricsReaderOptions): () => Promise<string> {
  const { topology, kafka, auditFile, signal } = options;
  const onTrouble = (text: string) => printAside(visibleText(text));
  const reports = new ReportFollower({ brokers: { topology, kafka }, onTrouble, signal });
  return async () => {
    const [groups, shippers] = await Promise.all([readGroups(options), reports.look()]);
    if (!groups) {
      throw new UserError(
        `No broker says which groups it looks after. Look with \`${RUN_PROGRAM} status\`.`,
      );
    }
    return [
      renderGroupMetrics(groups),
      renderShipperMetrics(shippers),
      ...(auditFile === undefined ? [] : [readAuditFile(auditFile, onTrouble)]),
    ].join('');
  };
}
