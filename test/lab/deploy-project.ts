import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Inventory } from '../../cluster/inventory';
import { packageFolder } from '../../cluster/package-folder';
import { ensureDistribution } from '../../scripts/distribution/ensure-distribution';
import { runProgram } from '../../scripts/processes/run-program';
import { ensureCdktf } from '../support/cdktf-command';
import {
  FRAMEWORKS,
  importedFrom,
  linkFramework,
  linkPackage,
  type Framework,
} from '../support/frameworks';
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

/**
 * The provider of the project's whole life, though the bindings of CDK Terrain name a newer one: one
 * thing is moved at a time, as docs/construct.md says.
 */
const PIN_PROVIDER: StackEdit = {
  find: 'this.keepState(id);',
  replace: `this.keepState(id);
    this.addOverride('terraform.required_providers.aws.version', '5.100.0');`,
};

/**
 * The folder of a team that deploys prod-logging: the stack as docs/deploy.md says to copy it, with
 * the construct taken from the package. All its commands run in a lab.
 */
export class DeployProject {
  private framework: Framework = FRAMEWORKS.cdktf5;
  private command = '';
  private specFields = '';
  private stackEdits: readonly StackEdit[] = [];

  private constructor(
    private readonly lab: Lab,
    readonly folder: string,
  ) {}

  /** A project of CDKTF, as it was before CDK Terrain. */
  static async make(lab: Lab): Promise<DeployProject> {
    const project = new DeployProject(lab, await mkdtemp(join(tmpdir(), 'deploy-project-')));
    await cp(join(packageFolder(), 'cdktf.json'), join(project.folder, 'cdktf.json'));
    const manifest = '{ "name": "team", "private": true }';
    await writeFile(join(project.folder, 'package.json'), manifest);
    await project.linkPackages();
    // The lab's network has no way to Maven's registry; the archive is made by the first synth.
    await ensureDistribution();
    await project.useCdktf();
    return project;
  }

  /** From now on the stack is one of CDKTF, and its own command deploys it. */
  async useCdktf(): Promise<void> {
    this.command = await ensureCdktf();
    await this.use(FRAMEWORKS.cdktf5);
  }

  /** From now on the stack is one of CDK Terrain alone, and its command deploys it. */
  async useTerrain(): Promise<void> {
    this.command = join(packageFolder(), 'node_modules/.bin/cdktn');
    await this.use(FRAMEWORKS.terrain);
  }

  /** Changes the spec: TypeScript that stands inside of it, after all that it says already. */
  async changeSpec(fields: string): Promise<void> {
    this.specFields = fields;
    await this.writeStack();
  }

  /** Changes the stack, or takes earlier changes back. */
  async changeStack(...edits: readonly StackEdit[]): Promise<void> {
    this.stackEdits = edits;
    await this.writeStack();
  }

  /** `cdktf deploy prod-logging`, or that of `cdktn`, however it ends. */
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
    return this.run([this.command, command, 'prod-logging', '--skip-provider-lock', ...options]);
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

  private async use(framework: Framework): Promise<void> {
    this.framework = framework;
    await linkFramework(join(this.folder, 'node_modules'), framework);
    await this.writeStack();
  }

  private async writeStack(): Promise<void> {
    await mkdir(join(this.folder, 'stacks'), { recursive: true });
    for (const file of COPIED) {
      const text = await readFile(join(packageFolder(), 'stacks', file), 'utf8');
      const ofPackage = this.changed(file, text).replaceAll(OWN_IMPORT, "'cdktf-kafka-cluster'");
      await writeFile(join(this.folder, 'stacks', file), importedFrom(this.framework, ofPackage));
    }
  }

  private changed(file: string, text: string): string {
    if (file === 'prod-logging.spec.ts') {
      return text.replace(/\n\};\n/, `\n${this.specFields}\n};\n`);
    }
    if (file !== 'kafka-cluster-stack.ts') return text;
    return [PIN_PROVIDER, ...this.stackEdits].reduce((before, { find, replace }) => {
      if (!before.includes(find)) throw new Error(`the stack has no '${find}'`);
      return before.replace(find, replace);
    }, text);
  }

  private async linkPackages(): Promise<void> {
    const modules = join(this.folder, 'node_modules');
    await linkPackage(modules);
    await mkdir(join(modules, '.bin'));
    const command = '../cdktf-kafka-cluster/dist/scripts/cli.js';
    await symlink(command, join(modules, '.bin/cdktf-kafka'));
  }
}
