import { chmodSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { UserError } from '../../cluster/errors';
import { renderShipper } from '../../cluster/shippers/render-shipper';
import { renderShipperPackage } from '../../cluster/shippers/render-shipper-package';
import { addHelpNotes } from '../command-line/help-layout';
import { packageVersion } from '../command-line/package-version';
import { buildPackage, requirePackageBuilder } from '../packages/build-package';
import { print } from '../terminal/print';
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
    .option('--deb', 'also a package of Debian for each kind, by dpkg-deb')
    .action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Each folder holds the program, its settings, its units, install.sh and cloud-init.yaml. None of them holds a
secret, and no package does. A package's version rises with the time; SOURCE_DATE_EPOCH says another one.
How to install them, and what is promised of lines: docs/shippers.md.

Exit code: 0 written, 2 not written.`;

interface Options {
  readonly out: string;
  readonly deb?: true;
}

async function run(file: string, { out, deb }: Options): Promise<void> {
  const topology = await productionTopologyOf(file);
  const { shippers } = topology.spec;
  if (shippers.length === 0) {
    throw new UserError(
      `${file}: shippers: must have some, got none. ` +
        "Add { name: 'web', files: [{ pattern: '/var/log/nginx/*.log', topic: 'app-nginx' }] }",
    );
  }
  if (deb) requirePackageBuilder();
  const now = buildTime();
  const version = `${packageVersion()}+${now.toISOString().replace(/[-:]|\..*/g, '')}`;
  for (const shipper of shippers) {
    const files = renderShipper(topology, shipper);
    const folder = join(out, shipper.name);
    writeFilesInto(folder, Object.fromEntries(files.map(({ name, content }) => [name, content])));
    for (const { name, mode } of files) chmodSync(resolve(folder, name), mode);
    if (!deb) continue;
    const made = renderShipperPackage(topology, shipper, { version, now });
    const path = join(out, `${made.name}_${version}_all.deb`);
    await buildPackage(made.files, { path, now });
    print(path);
  }
}

/** As builds that are to give the same again ask for it. */
function buildTime(): Date {
  const epoch = Number(process.env.SOURCE_DATE_EPOCH);
  return Number.isInteger(epoch) && epoch > 0 ? new Date(epoch * 1_000) : new Date();
}
