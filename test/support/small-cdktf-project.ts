import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { TERRAFORM } from './terraform';

/** A cdktf project of one stack that needs no provider, so that all of it works without a network. */
export interface SmallCdktfProject {
  readonly folder: string;
  /** Where temporary files of what runs in the project go. */
  readonly temporary: string;
  remove(): void;
}

/** @param input of the one resource of the stack `small` */
export function makeSmallCdktfProject(input: object): SmallCdktfProject {
  const folder = mkdtempSync(join(tmpdir(), 'small-cdktf-project-'));
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  symlinkSync(join(packageFolder(), 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(
    join(folder, 'cdktf.json'),
    JSON.stringify({
      language: 'typescript',
      app: 'node app.js',
      output: 'out',
      projectId: 'small',
    }),
  );
  writeFileSync(join(folder, 'app.js'), APP(input));
  return { folder, temporary, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const APP = (input: object): string => `
const { App, TerraformStack } = require('cdktf');
const app = new App();
const stack = new TerraformStack(app, 'small');
stack.addOverride('resource.terraform_data.thing', ${JSON.stringify({ input })});
stack.addOverride('terraform.backend', { local: { path: __dirname + '/state.json' } });
app.synth();
`;

/**
 * A plan file of one resource that needs no provider, in a folder that is ready to show it.
 *
 * @param others what else is configured, in terraform's JSON
 */
export function makeSmallPlan(folder: string, input: object, others: object = {}): string {
  const configuration = { resource: { terraform_data: { thing: { input } } }, ...others };
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(configuration));
  for (const argv of [['init'], ['plan', '-out=small.tfplan']]) {
    const { status, stderr } = spawnSync(TERRAFORM, argv, { cwd: folder, encoding: 'utf8' });
    if (status !== 0)
      throw new Error(`terraform ${argv.join(' ')} ended with ${status}:\n${stderr}`);
  }
  return join(folder, 'small.tfplan');
}
