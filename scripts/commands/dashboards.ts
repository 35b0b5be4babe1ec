import type { Command } from 'commander';
import { renderDashboards } from '../../cluster/dashboards/render-dashboards';
import { addHelpNotes } from '../command-line/help-layout';
import { productionTopologyOf } from './production-topology-of';
import { specArgument } from './shared-options';
import { writeFilesInto } from './write-files-into';

/** `cdktf-kafka dashboards SPEC --out FOLDER`: what Grafana shows of the cluster of a spec. */
export function addDashboardsCommand(program: Command): void {
  const command = program
    .command('dashboards')
    .description('Write the dashboards of a cluster for Grafana.')
    .addArgument(specArgument())
    .requiredOption('--out <folder>', 'where to (required)')
    .action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Writes CLUSTER-SUBJECT.dashboard.json, a file for each. They show what Prometheus scrapes by what \`alerts\`
writes. Limits come from the spec: write them again when it changes. How to use them: docs/dashboards.md.

Exit code: 0 written, 2 not written.`;

async function run(file: string, { out }: { readonly out: string }): Promise<void> {
  writeFilesInto(out, renderDashboards(await productionTopologyOf(file)));
}
