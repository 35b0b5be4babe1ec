import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Inventory } from '../../cluster/inventory';
import { packageFolder } from '../../cluster/package-folder';
import { ensureDistribution } from '../../scripts/distribution/ensure-distribution';
import { writeArchive } from '../../scripts/distribution/write-archive';
import { runProgram } from '../../scripts/processes/run-program';
import { TERRAFORM } from '../support/terraform';
import { terraformEnvironment } from '../support/terraform-environment';
import { inLab, type Lab } from './start-lab';

/** How a command of the project ended. */
export interface CommandEnd {
  readonly code: number | undefined;
  /** Without colours. */
  readonly output: string;
}

/** Something other than the spec that a team changes in its copy of the stack. */
export interface StackEdit {
  readonly find: string;
  readonly replace: string;
}

/** What a team's stack is copied from, and where its imports lead then. */
const COPIED = ['main.ts', 'kafka-cluster-stack.ts', 'prod-logging.spec.ts'];
const OWN_IMPORT = /'\.\.?\/(?!kafka-cluster-stack|prod-logging)[\w./-]+'/g;
const LINKED = ['cdktf', 'constructs', '@cdktf/provider-aws', 'jiti'];

/**
 * The folder of a team that deploys prod-logging: the stack as docs/deploy.md says to copy it, with
 * the construct taken from the package. All its commands run in a lab.
 */
export class DeployProject {
  private constructor(
    private readonly lab: Lab,
    readonly folder: string,
  ) {}

  static async make(lab: Lab): Promise<DeployProject> {
    const project = new DeployProject(lab, await mkdtemp(join(tmpdir(), 'deploy-project-')));
    await project.copyStack();
    await project.linkPackages();
    const file = join(project.folder, 'kafka-3.9.2.tar');
    await writeArchive({ file, distribution: await ensureDistribution(), root: 'kafka' });
    return project;
  }

  /** Changes the spec: TypeScript that stands inside of it, after all that it says already. */
  async changeSpec(fields: string): Promise<void> {
    const spec = await readFile(join(packageFolder(), 'stacks/prod-logging.spec.ts'), 'utf8');
    await this.writeStackFile('prod-logging.spec.ts', spec.replace(/\n\};\n/, `\n${fields}\n};\n`));
  }

  /** Changes the stack, or takes earlier changes back. */
  async changeStack(...edits: readonly StackEdit[]): Promise<void> {
    let text = await readFile(join(packageFolder(), 'stacks/kafka-cluster-stack.ts'), 'utf8');
    for (const { find, replace } of edits) {
      if (!text.includes(find)) throw new Error(`the stack has no '${find}'`);
      text = text.replace(find, replace);
    }
    await this.writeStackFile('kafka-cluster-stack.ts', text);
  }

  /** `cdktf deploy prod-logging`, however it ends. */
  deploy(): Promise<CommandEnd> {
    return this.cdktf('deploy', '--auto-approve');
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
    const file = join(this.folder, 'inventory.json');
    await writeFile(file, JSON.stringify(await this.inventory()));
    return this.run(['npx', '--no-install', 'cdktf-kafka', ...argv, '--inventory', file]);
  }

  /** The stack's output. @throws Error where there is none yet */
  async inventory(): Promise<Inventory> {
    const folder = `-chdir=${join(this.folder, 'cdktf.out/stacks/prod-logging')}`;
    const { output } = await this.run([TERRAFORM, folder, 'output', '-json', 'inventory']);
    return JSON.parse(output) as Inventory;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  private cdktf(command: string, ...options: readonly string[]): Promise<CommandEnd> {
    return this.run(['cdktf', command, 'prod-logging', '--skip-provider-lock', ...options]);
  }

  /** Runs a command in the folder, on the lab's network. */
  async run(argv: readonly string[]): Promise<CommandEnd> {
    const lines: string[] = [];
    const inFolder = ['env', `--chdir=${this.folder}`, ...argv];
    const { code } = await runProgram(inLab(this.lab.place, inFolder), {
      env: this.environment(),
      onLine: (line) => lines.push(line),
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

  private async copyStack(): Promise<void> {
    await mkdir(join(this.folder, 'stacks'));
    await cp(join(packageFolder(), 'cdktf.json'), join(this.folder, 'cdktf.json'));
    await writeFile(join(this.folder, 'package.json'), '{ "name": "team", "private": true }');
    for (const file of COPIED) {
      await this.writeStackFile(
        file,
        await readFile(join(packageFolder(), 'stacks', file), 'utf8'),
      );
    }
  }

  private async writeStackFile(file: string, text: string): Promise<void> {
    const ofPackage = text.replaceAll(OWN_IMPORT, "'cdktf-kafka-cluster'");
    await writeFile(join(this.folder, 'stacks', file), ofPackage);
  }

  private async linkPackages(): Promise<void> {
    const modules = join(this.folder, 'node_modules');
    await mkdir(join(modules, '.bin'), { recursive: true });
    await mkdir(join(modules, '@cdktf'));
    for (const name of LINKED) {
      await symlink(join(packageFolder(), 'node_modules', name), join(modules, name));
    }
    await symlink(packageFolder(), join(modules, 'cdktf-kafka-cluster'));
    await symlink(join(packageFolder(), 'dist/scripts/cli.js'), join(modules, '.bin/cdktf-kafka'));
  }
}
