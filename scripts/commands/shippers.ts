import { chmodSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { UserError } from '../../cluster/errors';
import { renderShipper } from '../../cluster/shippers/render-shipper';
import { addHelpNotes } from '../command-line/help-layout';
import { productionTopologyOf } from './production-topology-of';
import { specArgument } from './shared-options';
import { writeFilesInto } from './write-files-into';

/** `cdktf-kafka shippers SPEC --out FOLDER`: what hosts that write logs need to send them. */
export function addShippersCommand(program: Command): void {
  const command = program
    .command('shippers')
    .description("Write what a spec's log hosts need to send their logs, a folder for each kind.")
    .addArgument(specArgument())
    .requiredOption('--out <folder>', 'where to (required)')
    .action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Each folder holds the program, its settings, its units, install.sh and cloud-init.yaml. None of them holds a
secret. How to install them, and what is promised of lines: docs/shippers.md.

Exit code: 0 written, 2 not written.`;

async function run(file: string, { out }: { readonly out: string }): Promise<void> {
  const topology = await productionTopologyOf(file);
  const { shippers } = topology.spec;
  if (shippers.length === 0) {
    throw new UserError(
      `${file}: shippers: must have some, got none. ` +
        "Add { name: 'web', files: [{ pattern: '/var/log/nginx/*.log', topic: 'app-nginx' }] }",
    );
  }
  for (const shipper of shippers) {
    const files = renderShipper(topology, shipper);
    const folder = join(out, shipper.name);
    writeFilesInto(folder, Object.fromEntries(files.map(({ name, content }) => [name, content])));
    for (const { name, mode } of files) chmodSync(resolve(folder, name), mode);
  }
}
