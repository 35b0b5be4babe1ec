import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { SmallCluster } from '../lab/small-cluster';
import { inLab, startLab, type Lab } from '../lab/start-lab';
import type { BenchOptions } from './support/bench-options';
import { markdownTable, medianAndRange } from './support/markdown-table';
import { timeProgram, type TimedProgram } from './support/timed-program';
import { turns } from './support/turns';

const CLI = join(packageFolder(), 'dist/scripts/cli.js');
const COMMANDS = [['status'], ['gate'], ['smoke'], ['converge', '--dry-run']] as const;
/** Three hosts boot at once. */
const BOOT_SECONDS = '180';

/** Commands on a deployed cluster of three booted hosts, through their SSH servers. */
export async function tools({ signal, rounds = 5 }: BenchOptions): Promise<string> {
  const lab = await startLab({ name: 'bench', signal });
  const cluster = await SmallCluster.make(lab);
  try {
    for (const { name } of cluster.topology.hosts) await cluster.launch(name);
    const inventory = join(lab.place.folder, 'inventory.json');
    await writeFile(inventory, JSON.stringify(cluster.inventory()));
    const tool = (...argv: readonly string[]) => runTool(lab, inventory, argv, signal);
    await tool('smoke', '--wait', BOOT_SECONDS);
    const runs = new Map(COMMANDS.map((command) => [command, [] as number[]]));
    for (const command of turns(rounds, COMMANDS)) {
      runs.get(command)!.push((await tool(...command)).milliseconds / 1_000);
    }
    return markdownTable(
      ['command', `seconds, median of ${rounds} (least-most)`],
      [...runs].map(([command, seconds]) => [
        `\`${command.join(' ')}\``,
        medianAndRange(seconds, 2),
      ]),
    );
  } finally {
    cluster.close();
    await lab.stop();
  }
}

async function runTool(
  { place, environment }: Lab,
  inventory: string,
  argv: readonly string[],
  signal: AbortSignal,
): Promise<TimedProgram> {
  const access = ['--inventory', inventory, '--identity', place.sshKey];
  const run = await timeProgram(inLab(place, [process.execPath, CLI, ...argv, ...access]), {
    signal,
    env: environment,
  });
  if (run.code === 0) return run;
  throw new Error(`${argv.join(' ')} ended with ${run.code}: ${run.lastLines.join('\n')}`);
}
