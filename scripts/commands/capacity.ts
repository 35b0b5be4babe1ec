import type { Command } from 'commander';
import { capacityProblems, capacityWarnings, planCapacity } from '../../cluster/capacity';
import { SpecError } from '../../cluster/errors';
import { resolveSpec } from '../../cluster/resolve-spec';
import { specProblems } from '../../cluster/validate-spec';
import { capacityJson } from '../capacity/capacity-json';
import { type CapacityVerdict, renderCapacity } from '../capacity/capacity-report';
import { thisTerminal } from '../terminal/terminal';
import { addHelpNotes } from '../command-line/help-layout';
import { loadSpec } from '../spec-file/load-spec';
import { jsonOption, specArgument } from './shared-options';

/** `cdktf-kafka capacity SPEC`: whether the hosts of a spec bear its workload. */
export function addCapacityCommand(program: Command): void {
  const command = program
    .command('capacity')
    .description('Work out whether the hosts bear the workload, also with one broker down.')
    .addArgument(specArgument())
    .addOption(jsonOption())
    .action((file: string, { json }: { readonly json?: true }) => run(file, json === true));
  addHelpNotes(command, HELP);
}

const HELP = `
Each bar is that of the broker, and of the disk, that has the least room; its mark is what may be
used. docs/capacity.md says how the figures are worked out.

Exit code: 0 it fits, 1 it does not, 2 it could not be worked out.`;

async function run(file: string, json: boolean): Promise<void> {
  const verdict = await judge(file);
  console.log(
    json
      ? JSON.stringify(capacityJson(verdict), undefined, 2)
      : renderCapacity(verdict, thisTerminal()),
  );
  process.exitCode = verdict.problems.length > 0 ? 1 : 0;
}

async function judge(file: string): Promise<CapacityVerdict> {
  const spec = await loadSpec(file);
  const unsound = specProblems(spec);
  if (unsound.length > 0) throw new SpecError(unsound);
  const plan = planCapacity(resolveSpec(spec));
  return { plan, problems: capacityProblems(plan), warnings: capacityWarnings(plan) };
}
