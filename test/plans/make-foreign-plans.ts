import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
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
};

/**
 * Makes plans of a cluster that is none of ours, by terraform or by what stands in for it:
 *
 *     TERRAFORM_BINARY_NAME=tofu npm run generate:foreign-plans -- opentofu
 */
async function main(tool = 'terraform'): Promise<void> {
  const double = await startAwsDouble();
  const folder = await mkdtemp(join(tmpdir(), 'foreign-stack-'));
  try {
    await cp(join(__dirname, 'foreign-stack'), folder, { recursive: true });
    const terraform = terraformIn(folder, double.environment);
    await terraform.run('init', '-input=false');
    await make(terraform, `foreign-create.${tool}`, []);
    await terraform.run('apply', '-auto-approve', '-input=false');
    for (const [change, variables] of Object.entries(CHANGES)) {
      await make(terraform, `foreign-${change}.${tool}`, variables);
    }
  } finally {
    await double.stop();
    await rm(folder, { recursive: true });
  }
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

void main(process.argv[2]);
