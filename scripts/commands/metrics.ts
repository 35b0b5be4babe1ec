import type { Command } from 'commander';
import { UserError } from '../../cluster/errors';
import { addHelpNotes } from '../command-line/help-layout';
import { withInterrupts } from '../system/interrupts';
import { print } from '../terminal/print';
import { addInventoryOptions } from './inventory-options';
import { servingCluster } from './running-cluster';
import { nameOption } from './shared-options';
import { withEitherCluster, type EitherClusterOptions } from './with-either-cluster';

const DEFAULT_PORT = 7075;

/** `cdktf-kafka metrics`: what only Kafka's API tells, of consumers and shippers, for Prometheus. */
export function addMetricsCommand(program: Command): void {
  const command = program
    .command('metrics')
    .description(
      'Serve how far consumers and shippers are behind, for a Prometheus on this machine.',
    )
    .addOption(nameOption())
    .option('--port <port>', 'where, at 127.0.0.1', parsePort, DEFAULT_PORT)
    .option('--audit-file <file>', 'what `audit --metrics` writes, given as well (default: none)');
  addInventoryOptions(command, { required: false }).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
The cluster is asked at each scrape. It runs until Ctrl-C or SIGTERM, and ends by itself when ten looks in a
row have failed: let systemd start it anew. docs/metrics.md has a unit for it.

Exit code: 2 could not run, or nobody answered any more, 130 Ctrl-C, 143 SIGTERM.`;

interface MetricsOptions extends EitherClusterOptions {
  readonly port: number;
  readonly auditFile?: string;
}

async function run(options: MetricsOptions): Promise<void> {
  const { port, auditFile } = options;
  const [{ openKafka }, { serveMetrics }, read] = await Promise.all([
    import('../cluster-access/kafka-access.js'),
    import('../metrics/serve-metrics.js'),
    import('./read-metrics.js'),
  ]);
  await withEitherCluster(options, (asked) =>
    withInterrupts(async (signal) => {
      const { topology, reach } = await servingCluster(asked, options);
      const kafka = openKafka({ reach, security: topology.spec.security, signal });
      try {
        await serveMetrics({
          ...{ port, signal },
          onReady: (url) => print(`Metrics of ${topology.spec.clusterName} at ${url}`),
          read: read.metricsReader({ topology, reach, kafka, auditFile, signal }),
        });
      } finally {
        await kafka.close();
      }
      signal.throwIfAborted();
    }),
  );
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UserError(`--port: must be a port, got '${text}'. Give a number from 0 to 65535.`);
}
