import { resolve } from 'node:path';
import { styleText } from 'node:util';
import type { Command } from 'commander';
import { formatProblem, SpecError } from '../../cluster/errors';
import { productionSite } from '../../cluster/production-site';
import { resolveSpec } from '../../cluster/resolve-spec';
import { layOut } from '../../cluster/topology';
import { validateSpec } from '../../cluster/validate-spec';
import { addHelpNotes } from '../command-line/help-layout';
import { loadSpec } from '../spec-file/load-spec';
import { manifestText } from '../render/manifest';
import { renderInto } from '../render/render-into';
import { renderReport } from '../render/report';
import { printAside } from '../terminal/print';
import { thisTerminal } from '../terminal/terminal';
import { jsonOption, specArgument } from './shared-options';

/** `cdktf-kafka render SPEC --out FOLDER`: the files of every host. */
export function addRenderCommand(program: Command): void {
  const command = program
    .command('render')
    .description('Write the files of every host of a spec, one folder a host.')
    .addArgument(specArgument())
    .requiredOption('--out <folder>', 'where to; a folder of its own (required)')
    .addOption(jsonOption())
    .action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
The folder must be new, empty, or hold an earlier render of the same cluster. Then files that no
host has any more are removed, and what changed is shown with what it needs on the host.

Exit code: 0 written, 2 not written. What the files are for: docs/host-files.md.`;

interface RenderOptions {
  readonly out: string;
  readonly json?: true;
}

async function run(specFile: string, { out, json }: RenderOptions): Promise<void> {
  const spec = await loadSpec(specFile);
  const { problems, warnings } = validateSpec(spec);
  if (problems.length > 0) throw new SpecError(problems);
  const { glyphs } = thisTerminal(process.stderr);
  const mark = styleText('yellow', glyphs.warning, { stream: process.stderr });
  for (const warning of warnings) printAside(`${mark} ${formatProblem(warning)}`);

  const resolved = resolveSpec(spec);
  const topology = layOut(resolved, productionSite(resolved));
  const result = renderInto(resolve(out), topology);
  console.log(
    json
      ? manifestText(result.manifest).trimEnd()
      : renderReport(out, result, thisTerminal().width),
  );
}
