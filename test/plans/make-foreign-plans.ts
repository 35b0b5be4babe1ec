import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAwsDouble } from '../lab/aws-double/start-aws-double';
import { packPlan, planFixtureFile } from '../support/plan-fixtures';
import { terraformIn, type Terraform } from '../support/terraform';
import { steadyPlan } from './steady-plan';

/** What changes in the stack of foreign-stack/, as its variables have it. */
const CHANGES: Readonly<Record<string, readonly string[]>> = {
  'no-change': [],
  image: ['-var=image=ami-0a1b2c3d4e5f60002'],
  'broker-removed': ['-var=brokers=2'],
  'ingress-widened': ['-var=clients=0.0.0.0/0'],
  'secret-renewed': ['-var=truststore_password=pseudo-secret-0815'],
  partial: ['-var=image=ami-0a1b2c3d4e5f60002', '-target=module.kafka.aws_instance.broker[0]'],
  'refresh-only': ['-refresh-only'],
};

/**
 * Makes plans of a cluster that is none of ours, by terraform or by what stands in for it:
 *
 *     TERRAFORM_BINARY_NAME=tofu npm run generate:foreign-plans -- opentofu
 *     npm run generate:foreign-plans -- terraform refresh-only
 *
 * @param wanted the changes to plan; all of them and the creation where none is named
 */
async function main(tool = 'terraform', ...wanted: readonly string[]): Promise<void> {
  const isWanted = (change: string) => wanted.length === 0 || wanted.includes(change);
  const double = await startAwsDouble();
  const folder = await mkdtemp(join(tmpdir(), 'foreign-stack-'));
  try {
    await cp(join(__dirname, 'foreign-stack'), folder, { recursive: true });
    const terraform = terraformIn(folder, double.environment);
    await terraform.run('init', '-input=false');
    if (isWanted('create')) await make(terraform, `foreign-create.${tool}`, []);
    await terraform.run('apply', '-auto-approve', '-input=false');
    for (const [change, variables] of Object.entries(CHANGES)) {
      if (!isWanted(change)) continue;
      if (change === 'refresh-only') await forgetVolumeSizes(folder);
      await make(terraform, `foreign-${change}.${tool}`, variables);
    }
  } finally {
    await double.stop();
    await rm(folder, { recursive: true });
  }
}

/** So that a refresh finds what terraform doesn't know of, as where someone has changed it by hand. */
async function forgetVolumeSizes(folder: string): Promise<void> {
  const file = join(folder, 'terraform.tfstate');
  const state = await readFile(file, 'utf8');
  await writeFile(file, state.replace(/"size": \d+/g, '"size": 1'));
}

async function make(
  terraform: Terraform,
  name: string,
  variables: readonly string[],
): Promise<void> {
  await terraform.run('plan', '-out=plan.bin', ...variables);
  const text = steadyPlan(await terraform.run('show', '-json', 'plan.bin'));
  const packed = packPlan(name, text);
  await writeFile(planFixtureFile(name), packed);
  console.log(`${name}: ${text.length} characters, packed ${packed.length} bytes`);
}

void main(...process.argv.slice(2));
