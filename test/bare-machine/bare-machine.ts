import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { packageFolder } from '../../cluster/package-folder';
import { isAlive } from '../../scripts/system/process-id';
import { runProgram } from '../../scripts/system/run-program';
import { bareMachines } from './bare-tree';
import { machineRegistryAccess } from './registry-access';

const ENTER = join(__dirname, 'enter.sh');
/** The mounts go with one namespace, the processes with the other. */
const IN_NAMESPACES = ['unshare', '--mount', '--pid', '--fork', '--kill-child', '--'];
/** Where the checkout lies in the machine. */
const CHECKOUT = '/root/checkout';

/** How a command ended. */
export interface CommandEnd {
  readonly code: number | undefined;
  readonly output: string;
}

/** A tree of Debian with what has been done to it, of which further machines can be made. */
export class BareMachine {
  private constructor(
    /** From the top: what each machine wrote that this one goes on from, and the tree. */
    private readonly layers: readonly string[],
    private readonly folder: string,
  ) {}

  static async of(tree: string): Promise<BareMachine> {
    await removeAbandoned();
    return BareMachine.over([tree]);
  }

  /** A machine that begins as this one stands; this one must not be written to afterwards. */
  copy(): Promise<BareMachine> {
    return BareMachine.over([join(this.folder, 'files'), ...this.layers]);
  }

  /** Brings the files of this checkout that git knows, or would, into the machine. */
  async bringCheckout(): Promise<void> {
    const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
    const { stdout } = await promisify(execFile)('git', list, { cwd: packageFolder() });
    for (const file of stdout.split('\0').slice(0, -1)) {
      const to = join(this.folder, 'files', CHECKOUT, file);
      await mkdir(dirname(to), { recursive: true });
      await cp(join(packageFolder(), file), to, { verbatimSymlinks: true }).catch(ignoreMissing);
    }
  }

  /**
   * Runs a line of shell in the checkout, as root.
   *
   * @param shown folders of this machine, which it may read
   */
  async run(line: string, shown: readonly string[] = []): Promise<CommandEnd> {
    const npmCache = join(bareMachines(), 'npm');
    await mkdir(npmCache, { recursive: true });
    const { files, variables } = machineRegistryAccess();
    const lines: string[] = [];
    const { code } = await runProgram(
      [
        ...[...IN_NAMESPACES, 'bash', ENTER, this.layers.join(':'), this.folder],
        ...[join(this.folder, 'root'), `cd ${CHECKOUT} && ${line}`, `HOME=${homedir()}`],
        // What npm has once fetched is kept for the next run.
        ...[...variables, `npm_config_cache=${npmCache}`, `rw:${npmCache}`],
        ...[...files, ...shown].map((file) => `ro:${file}`),
      ],
      { onLine: (said) => lines.push(said) },
    );
    return { code, output: lines.join('\n') };
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  private static async over(layers: readonly string[]): Promise<BareMachine> {
    const folder = await mkdtemp(join(bareMachines(), `run-${process.pid}-`));
    for (const part of ['files', 'work', 'root']) await mkdir(join(folder, part));
    return new BareMachine(layers, folder);
  }
}

/** What runs that were killed have left. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(bareMachines())) {
    const owner = /^run-(\d+)-/.exec(name)?.[1];
    if (owner && !isAlive(Number(owner)))
      await rm(join(bareMachines(), name), { recursive: true, force: true });
  }
}

/** git lists what was deleted and not committed yet. */
function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
