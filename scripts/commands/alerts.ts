import { Option, type Command } from 'commander';
import { renderRules } from '../../cluster/alerts/render-rules';
import { renderScrapeConfig } from '../../cluster/alerts/render-scrape-config';
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
}

async function run(file: string, { out, runbook, tlsFolder }: AlertsOptions): Promise<void> {
  const topology = await productionTopologyOf(file);
  const { clusterName } = topology.spec;
  const folder = tlsFolder ?? `/etc/prometheus/${clusterName}`;
  writeFilesInto(out, {
    [`${clusterName}.rules.yml`]: renderRules(topology, { runbookUrl: runbook }),
    [`${clusterName}.scrape.yml`]: renderScrapeConfig(topology, { tlsFolder: folder }),
  });
}
