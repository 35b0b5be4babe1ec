import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { renderRules } from '../../cluster/alerts/render-rules';
import { renderScrapeConfig } from '../../cluster/alerts/render-scrape-config';
import { SpecError, UserError } from '../../cluster/errors';
import { productionSite } from '../../cluster/production-site';
import { resolveSpec } from '../../cluster/resolve-spec';
import { layOut } from '../../cluster/topology';
import { specProblems } from '../../cluster/validate-spec';
import { addHelpNotes } from '../command-line/help-layout';
import { loadSpec } from '../spec-file/load-spec';
import { print } from '../terminal/print';
import { specArgument } from './shared-options';

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
  const spec = await loadSpec(file);
  const unsound = specProblems(spec);
  if (unsound.length > 0) throw new SpecError(unsound);
  const resolved = resolveSpec(spec);
  const { clusterName } = resolved;
  const topology = layOut(resolved, productionSite(resolved));
  const folder = tlsFolder ?? `/etc/prometheus/${clusterName}`;
  const files = {
    [`${clusterName}.rules.yml`]: renderRules(topology, { runbookUrl: runbook }),
    [`${clusterName}.scrape.yml`]: renderScrapeConfig(topology, { tlsFolder: folder }),
  };
  for (const [name, content] of Object.entries(files)) {
    print(writeInto(out, name, content));
  }
}

function writeInto(folder: string, name: string, content: string): string {
  const path = join(folder, name);
  try {
    mkdirSync(resolve(folder), { recursive: true });
    writeFileSync(resolve(path), content);
  } catch (error) {
    const { message } = error as Error;
    throw new UserError(`${path}: must be written to, and was not: ${message}`);
  }
  return path;
}
