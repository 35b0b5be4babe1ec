import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAwsDouble } from '../lab/aws-double/start-aws-double';
import { packPlan, planFixtureFile } from '../support/plan-fixtures';
import { terraformIn, type Terraform } from '../support/terraform';
import { KIND_CASES, type KindCase, type State } from './kind-cases';
import { steadyPlan } from './steady-plan';

/** What stands: the code of many-kinds/, and the state after its apply. */
interface Standing {
  readonly folder: string;
  readonly terraform: Terraform;
  readonly code: string;
  readonly state: string;
}

/**
 * Makes plans of the stack of many-kinds/, which is deployed to a double of the AWS API once:
 *
 *     npm run generate:kind-plans -- [CASE...]
 *
 * @param wanted the cases to plan; all of them where none is named
 */
async function main(...wanted: readonly string[]): Promise<void> {
  const double = await startAwsDouble();
  const folder = await mkdtemp(join(tmpdir(), 'many-kinds-'));
  try {
    await cp(join(__dirname, 'many-kinds'), folder, { recursive: true });
    const terraform = terraformIn(folder, double.environment);
    await terraform.run('init', '-input=false');
    await terraform.run('apply', '-auto-approve', '-input=false');
    const [code, state] = await Promise.all(
      ['main.tf', 'terraform.tfstate'].map((file) => readFile(join(folder, file), 'utf8')),
    );
    for (const each of KIND_CASES) {
      const isWanted = wanted.length === 0 || wanted.includes(each.name);
      if (isWanted) await make(each, { folder, terraform, code: code!, state: state! });
    }
  } finally {
    await double.stop();
    await rm(folder, { recursive: true });
  }
}

async function make(kindCase: KindCase, { folder, terraform, code, state }: Standing) {
  const { name, state: changed = (same: State) => same } = kindCase;
  await writeFile(join(folder, 'main.tf'), edited(code, kindCase, state));
  await writeFile(
    join(folder, 'terraform.tfstate'),
    JSON.stringify(changed(JSON.parse(state) as State)),
  );
  await terraform.run('plan', '-out=plan.bin');
  const text = steadyPlan(await terraform.run('show', '-json', 'plan.bin'));
  const packed = packPlan(`kind-${name}`, text);
  await writeFile(planFixtureFile(`kind-${name}`), packed);
  console.log(`${name}: ${text.length} characters, packed ${packed.length} bytes`);
}

/** @throws Error where the code has no such piece */
function edited(code: string, { name, edits = [], more = '' }: KindCase, state: string): string {
  const volume = /vol-[0-9a-f]+/.exec(state)![0];
  const changed = edits.reduce((text, [before, after]) => {
    const next = text.replace(before, () => after);
    if (next === text) throw new Error(`${name}: main.tf has no ${String(before)}`);
    return next;
  }, code);
  return `${changed}\n${more.replace('VOLUME_ID', volume)}`;
}

void main(...process.argv.slice(2));
