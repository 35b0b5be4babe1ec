import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Inventory } from '../../cluster/inventory/inventory';
import { packageFolder } from '../../cluster/package-folder';
import { ensureDistribution } from '../../scripts/distribution/ensure-distribution';
import { runProgram } from '../../scripts/system/run-program';
import { ensureCdktf } from '../support/cdktf-command';
import { CopiedStack, type StackEdit } from '../support/copied-stack';
import { FRAMEWORKS } from '../support/frameworks';
import { TERRAFORM } from '../support/terraform';
import { terraformEnvironment } from '../support/terraform-environment';
import { inLab, type Lab } from './start-lab';

const KILLED = new Error('killed');

const ASKED_ONCE = `"$@" & served=$!
asks="fetch('http://127.0.0.1:7075/metrics').then(async (it) => console.log(it.ok ? await it.text() : process.exit(1)))"
until "$0" -e "$asks" 2>/dev/null; do kill -0 $served || exit 1; sleep 1; done
kill $served; wait $served`;

/** How a command of the project ended. */
export interface CommandEnd {
  readonly code: number | undefined;
  /** Without colours. */
  readonly output: string;
}

/**
 * The folder of a team that deploys prod-logging: the stack as docs/deploy.md says to copy it, with
 * the construct taken from the package. All its commands run in a lab.
 */
export class DeployProject {
  private command = '';

  private constructor(
    private readonly lab: Lab,
    private readonly stack: CopiedStack,
  ) {}

  /** A project of CDKTF, as it was before CDK Terrain. */
  static async make(lab: Lab): Promise<DeployProject> {
    const folder = await mkdtemp(join(tmpdir(), 'deploy-project-'));
    const project = new DeployProject(lab, await CopiedStack.make(folder));
    // The lab's network has no way to Maven's registry; the archive is made by the first synth.
    await ensureDistribution();
    await project.useCdktf();
    return project;
  }

  get folder(): string {
    return this.stack.folder;
  }

  /** Where its stack is synthesized to. */
  get stackFolder(): string {
    return join(this.folder, 'cdktf.out/stacks/prod-logging');
  }

  /** From now on the stack is one of CDKTF, and its own command deploys it. */
  async useCdktf(): Promise<void> {
    this.command = await ensureCdktf();
    await this.stack.moveTo(FRAMEWORKS.cdktf5);
  }

  /** From now on the stack is one of CDK Terrain alone, and its command deploys it. */
  async useTerrain(): Promise<void> {
    this.command = join(packageFolder(), 'node_modules/.bin/cdktn');
    await this.stack.moveTo(FRAMEWORKS.terrain);
  }

  /** Changes the spec: TypeScript that stands inside of it, after all that it says already. */
  changeSpec(fields: string): Promise<void> {
    return this.stack.changeSpec(fields);
  }

  /** Changes the stack, or takes earlier changes back. */
  changeStack(...edits: readonly StackEdit[]): Promise<void> {
    return this.stack.changeStack(...edits);
  }

  /**
   * `cdktf deploy prod-logging`, or that of `cdktn`, however it ends.
   *
   * @param variables what its steps are told by the environment
   */
  deploy(variables: Readonly<Record<string, string>> = {}): Promise<CommandEnd> {
    const words = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
    return this.run(['env', ...words, ...this.cdktfCommand('deploy', '--auto-approve')]);
  }

  destroy(): Promise<CommandEnd> {
    return this.cdktf('destroy', '--auto-approve');
  }

  /** `cdktf diff`, without the addresses that terraform refreshes. */
  async diff(): Promise<string> {
    return (await this.cdktf('diff')).output;
  }

  /** A `cdktf-kafka` command on the deployed hosts. */
  async tool(...argv: readonly string[]): Promise<CommandEnd> {
    return this.run(await this.toolOnHosts(argv));
  }

  /** The same, killed at the first line that says this. */
  async killedTool(killedAt: RegExp, ...argv: readonly string[]): Promise<CommandEnd> {
    return this.run(await this.toolOnHosts(argv), killedAt);
  }

  /** What `cdktf-kafka metrics` serves of the deployed hosts, asked once; or what it said and ended. */
  async servedMetrics(): Promise<string> {
    const tool = await this.toolOnHosts(['metrics']);
    return (await this.run(['bash', '-c', ASKED_ONCE, process.execPath, ...tool])).output;
  }

  private async toolOnHosts(argv: readonly string[]): Promise<readonly string[]> {
    const inventory = await this.writeInventory();
    return ['cdktf-kafka', ...argv, '--inventory', inventory];
  }

  /** Writes what the stack says now. @returns the file */
  async writeInventory(name = 'inventory.json'): Promise<string> {
    const file = join(this.folder, name);
    await writeFile(file, JSON.stringify(await this.inventory()));
    return file;
  }

  /** The stack's output. @throws Error where there is none yet */
  async inventory(): Promise<Inventory> {
    const folder = `-chdir=${this.stackFolder}`;
    const { output } = await this.run([TERRAFORM, folder, 'output', '-json', 'inventory']);
    return JSON.parse(output) as Inventory;
  }

  /** What the framework's own command writes of all outputs. @returns the file */
  async writeOutputs(): Promise<string> {
    const file = join(this.folder, 'outputs.json');
    await this.cdktf('output', '--skip-synth', '--outputs-file', file);
    return file;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  private cdktf(command: string, ...options: readonly string[]): Promise<CommandEnd> {
    return this.run(this.cdktfCommand(command, ...options));
  }

  private cdktfCommand(command: string, ...options: readonly string[]): readonly string[] {
    return [this.command, command, 'prod-logging', '--skip-provider-lock', ...options];
  }

  /**
   * Runs a command in the folder, on the lab's network.
   *
   * @param killedAt it is killed by SIGKILL at the first line that says this
   */
  async run(argv: readonly string[], killedAt?: RegExp): Promise<CommandEnd> {
    const lines: string[] = [];
    const inFolder = ['env', `--chdir=${this.folder}`, ...argv];
    const killing = new AbortController();
    const { code } = await runProgram(inLab(this.lab.place, inFolder), {
      env: this.environment(),
      signal: killing.signal,
      endWith: 'SIGKILL',
      onLine: (line) => {
        lines.push(line);
        if (killedAt?.test(line)) killing.abort(KILLED);
      },
    }).catch((error: unknown) => {
      if (error !== KILLED) throw error;
      return { code: undefined };
    });
    return { code, output: lines.join('\n').replaceAll(/\x1b\[[\d;]*m/g, '') };
  }

  private environment(): Readonly<Record<string, string>> {
    const bin = join(this.folder, 'node_modules/.bin');
    return {
      ...this.lab.environment,
      ...terraformEnvironment(this.folder),
      PATH: `${bin}:${join(packageFolder(), 'node_modules/.bin')}:${process.env.PATH}`,
      KAFKA_STATE_FILE: join(this.folder, 'trial.tfstate'),
      CDKTF_KAFKA_IDENTITY: this.lab.place.sshKey,
      DISABLE_VERSION_CHECK: 'true',
      CI: 'true',
    };
  }
}
