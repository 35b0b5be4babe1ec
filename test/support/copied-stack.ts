import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { FRAMEWORKS, importedFrom, linkFramework, linkPackage, type Framework } from './frameworks';

/** Something other than the spec that a team changes in its copy of the stack. */
export interface StackEdit {
  readonly find: string;
  readonly replace: string;
}

/** What a team's stack is copied from, and where its imports lead then. */
const COPIED = ['main.ts', 'kafka-cluster-stack.ts', 'prod-logging.spec.ts'];
const OWN_IMPORT = /'\.\.?\/(?!kafka-cluster-stack|prod-logging)[\w./-]+'/g;

/** A team's spec takes certificates from files beside it. */
const READ_FILE = "import { readFileSync } from 'node:fs';";

/** What is about security says so itself: everything else is sooner done without. */
const UNSECURED = '...{ security: Security.plaintext(), clients: [] },';

/**
 * The provider of a stack's whole life, though the bindings of CDK Terrain name a newer one: one
 * thing is moved at a time, as docs/construct.md says.
 */
const PIN_PROVIDER: StackEdit = {
  find: 'this.keepState(id);',
  replace: `this.keepState(id);
    this.addOverride('terraform.required_providers.aws.version', '5.100.0');`,
};

/**
 * The stack of prod-logging in a folder of a team's, copied as docs/deploy.md says, with the construct
 * taken from the package; first one of CDKTF, then of what it is moved to.
 */
export class CopiedStack {
  private framework: Framework = FRAMEWORKS.cdktf5;
  private specFields = '';
  private stackEdits: readonly StackEdit[] = [];

  private constructor(readonly folder: string) {}

  static async make(folder: string): Promise<CopiedStack> {
    const modules = join(folder, 'node_modules');
    await cp(join(packageFolder(), 'cdktf.json'), join(folder, 'cdktf.json'));
    await writeFile(join(folder, 'package.json'), '{ "name": "team", "private": true }');
    await linkPackage(modules);
    await mkdir(join(modules, '.bin'));
    await symlink('../cdktf-kafka-cluster/dist/scripts/cli.js', join(modules, '.bin/cdktf-kafka'));
    const stack = new CopiedStack(folder);
    await stack.moveTo(FRAMEWORKS.cdktf5);
    return stack;
  }

  /** Makes it one of this framework. */
  async moveTo(framework: Framework): Promise<void> {
    this.framework = framework;
    await linkFramework(join(this.folder, 'node_modules'), framework);
    await this.write();
  }

  /** Changes the spec: TypeScript that stands inside of it, after all that it says already. */
  async changeSpec(fields: string): Promise<void> {
    this.specFields = fields;
    await this.write();
  }

  /** Changes the stack, or takes earlier changes back. */
  async changeStack(...edits: readonly StackEdit[]): Promise<void> {
    this.stackEdits = edits;
    await this.write();
  }

  private async write(): Promise<void> {
    await mkdir(join(this.folder, 'stacks'), { recursive: true });
    for (const file of COPIED) {
      const text = await readFile(join(packageFolder(), 'stacks', file), 'utf8');
      const ofPackage = this.changed(file, text).replaceAll(OWN_IMPORT, "'cdktf-kafka-cluster'");
      await writeFile(join(this.folder, 'stacks', file), importedFrom(this.framework, ofPackage));
    }
  }

  private changed(file: string, text: string): string {
    if (file === 'prod-logging.spec.ts') {
      return text
        .replace(
          'import { Storage,',
          `${READ_FILE}\nimport { Authority, BrokerLogs, Security, Storage,`,
        )
        .replace(/\n\};\n/, `\n${UNSECURED}\n${this.specFields}\n};\n`);
    }
    if (file !== 'kafka-cluster-stack.ts') return text;
    return [PIN_PROVIDER, ...this.stackEdits].reduce((before, { find, replace }) => {
      if (!before.includes(find)) throw new Error(`the stack has no '${find}'`);
      return before.replace(find, replace);
    }, text);
  }
}
