import { Option, type Command } from 'commander';
import { renderRules } from '../../cluster/alerts/render-rules';
import { renderScrapeConfig } from '../../cluster/alerts/render-scrape-config';
import { UserError } from '../../cluster/errors';
import { PROGRAM } from '../../cluster/program';
import { addHelpNotes } from '../command-line/help-layout';
import { productionTopologyOf } from './production-topology-of';
import { specArgument } from './shared-options';
import { writeFilesInto } from './write-files-into';

/** `cdktf-kafka alerts SPEC --out FOLDER`: what Prometheus needs to watch the cluster of a spec. */
export function addAlertsCommand(program: Command): void {
  const command = program
    .command('alerts')
    .description('Write the alerts of a cluster for Prometheus, and what it is to scrape.')
    .addArgument(specArgument())
    .requiredOption('--out <folder>', 'where to (required)')
    .addOption(
      new Option(
        '--runbook <url>',
        'where your people read docs/runbook.md; alerts link to it',
      ).default('docs/runbook.md'),
    )
    .option(
      '--tls-folder <folder>',
      "where Prometheus finds its reader.pem, reader.key and the cluster's trusted.pem " +
        '(default: /etc/prometheus/CLUSTER)',
    )
    .addOption(
      new Option(
        '--groups-at <host:port>',
        `where ${PROGRAM} metrics serves, such as 127.0.0.1:7075 (default: it is not asked)`,
      ).argParser(parseTarget),
    )
    .action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Writes CLUSTER.rules.yml and CLUSTER.scrape.yml. Thresholds come from the spec: write them again when it
changes. How to use them: docs/alerts.md; what each alert means: docs/runbook.md.

Exit code: 0 written, 2 not written.`;

interface AlertsOptions {
  readonly out: string;
  readonly runbook: string;
  readonly tlsFolder?: string;
  readonly groupsAt?: string;
}

async function run(file: string, options: AlertsOptions): Promise<void> {
  const { out, runbook, tlsFolder, groupsAt } = options;
  const topology = await productionTopologyOf(file);
  const { clusterName } = topology.spec;
  const folder = tlsFolder ?? `/etc/prometheus/${clusterName}`;
  writeFilesInto(out, {
    [`${clusterName}.rules.yml`]: renderRules(topology, { runbookUrl: runbook }),
    [`${clusterName}.scrape.yml`]: renderScrapeConfig(topology, { tlsFolder: folder, groupsAt }),
  });
}

function parseTarget(text: string): string {
  const [, port] = /^(?:[\w.-]+|\[[\da-fA-F:]+\]):(\d{1,5})$/.exec(text) ?? [];
  if (port !== undefined && Number(port) >= 1 && Number(port) <= 65_535) return text;
  throw new UserError(
    `--groups-at: must be a host and a port, got '${text}'. Write it as 127.0.0.1:7075.`,
  );
}
