import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { startAwsDouble } from '../lab/aws-double/start-aws-double';
import { BASE_PLAN, packPlan, planFixtureFile } from '../support/plan-fixtures';
import { makeTeamProject, type TeamProject } from '../support/team-project';
import { terraformIn, type Terraform } from '../support/terraform';
import type { Stack } from './edit-stack';
import { PLAN_CASES, SECURED, SIX_BROKERS, type PlanCase } from './plan-cases';
import { steadyPlan } from './steady-plan';

/** terraform shows the line that is wrong, and a synthesized stack is one. */
const LONGEST_LINE = 300;

/**
 * Makes the plans of this folder: the real terraform, with the real provider, plans each case upon
 * a prod-logging that it deployed to a double of the AWS API.
 *
 *     npm run generate:plans -- [CASE...] [--whole FOLDER]
 *
 * `--whole` also writes each plan as terraform shows it.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { whole: { type: 'string' } },
  });
  const wanted = PLAN_CASES.filter(
    ({ name }) => positionals.length === 0 || positionals.includes(name),
  );
  const double = await startAwsDouble();
  const project = await makeTeamProject();
  try {
    project.synthesize();
    const terraform = terraformIn(project.stackFolder, double.environment);
    await terraform.run('init', '-input=false');
    await makeAll(wanted, { project, terraform, whole: values.whole });
  } finally {
    await double.stop();
    await project.remove();
  }
}

interface Workshop {
  readonly project: TeamProject;
  readonly terraform: Terraform;
  readonly whole: string | undefined;
}

/** What stands is built up once, from the least to the most, with TLS in between: what comes behind it takes it back. */
const STANDING: readonly [PlanCase['upon'], Partial<KafkaClusterSpec> | undefined][] = [
  ['nothing', undefined],
  ['prod-logging', {}],
  ['secured', SECURED],
  ['six-brokers', SIX_BROKERS],
];

async function makeAll(wanted: readonly PlanCase[], workshop: Workshop): Promise<void> {
  const { project, terraform } = workshop;
  const made = new Map<string, string>();
  for (const [upon, spec] of STANDING) {
    const cases = wanted.filter((each) => (each.upon ?? 'prod-logging') === upon);
    if (cases.length === 0 && upon !== 'prod-logging') continue;
    if (spec) {
      console.log(`deploying ${upon}`);
      project.synthesize(spec);
      await terraform.run('apply', '-auto-approve');
    }
    for (const each of cases) {
      const text = await make(each, workshop).catch(giveUp);
      if (text) made.set(each.name, text);
    }
  }
  // First what the others are told apart from.
  for (const name of [BASE_PLAN, ...made.keys()]) {
    const text = made.get(name);
    if (text) writeFileSync(planFixtureFile(name), packPlan(name, text));
  }
}

/** The others are made all the same: they share the long way to what stands. */
function giveUp(error: unknown): undefined {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function make(planCase: PlanCase, { project, terraform, whole }: Workshop): Promise<string> {
  const { name, spec, edit, plan = [], fails = false } = planCase;
  const start = performance.now();
  project.synthesize(spec);
  if (edit) {
    const file = join(project.stackFolder, 'cdk.tf.json');
    const stack = JSON.parse(readFileSync(file, 'utf8')) as Stack;
    writeFileSync(file, JSON.stringify(edit(stack)));
  }
  const { code, lastLines } = await terraform.attempt('plan', '-out=plan.bin', ...plan);
  if (code !== (fails ? 1 : 0)) {
    const excerpt = lastLines.map((line) => line.slice(0, LONGEST_LINE)).join('\n');
    throw new Error(`${name}: plan ended with ${code}:\n${excerpt}`);
  }
  const text = await terraform.run('show', '-json', 'plan.bin');
  if (whole) writeFileSync(join(whole, `${name}.plan.json`), text);
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  console.log(`${name}: ${text.length} characters, ${seconds} s`);
  return withoutPlaces(steadyPlan(text), project);
}

/** @throws Error where a plan names a folder of this machine */
function withoutPlaces(text: string, { stackFolder }: TeamProject): string {
  for (const place of [stackFolder, dirname(dirname(dirname(stackFolder))), process.cwd()]) {
    if (text.includes(place)) throw new Error(`the plan names ${place}`);
  }
  return text;
}

void main();
