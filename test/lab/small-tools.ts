import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import type { SmallCluster } from './small-cluster';
import { inLab, type Lab } from './start-lab';

/** A command that runs, and all that it has printed so far. */
export interface StartedTool {
  readonly child: ChildProcess;
  readonly said: () => string;
}

/** The commands of `cdktf-kafka`, as they are run on a small cluster from inside its lab. */
export class SmallTools {
  constructor(
    private readonly lab: Lab,
    private readonly cluster: () => SmallCluster,
  ) {}

  start(...argv: readonly string[]): StartedTool {
    const { place, environment } = this.lab;
    const inventory = join(place.folder, 'inventory.json');
    writeFileSync(inventory, JSON.stringify(this.cluster().inventory()));
    const cli = join(packageFolder(), 'dist/scripts/cli.js');
    const command = [process.execPath, cli, ...argv, '--inventory', inventory];
    const [program = '', ...args] = inLab(place, command);
    const env = { ...process.env, ...environment, CDKTF_KAFKA_IDENTITY: place.sshKey };
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => said.push(data.toString()));
    return { child, said: () => said.join('') };
  }

  /** However it ends. */
  async run(...argv: readonly string[]): Promise<{ code: number | null; said: string }> {
    const { child, said } = this.start(...argv);
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, said: said() };
  }
}
