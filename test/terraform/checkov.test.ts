import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '../../scripts/processes/run-program';
import { startAwsDouble, type AwsDouble } from '../lab/aws-double/start-aws-double';
import { ensurePython } from '../support/python-environment';
import { describeWithTerraform } from '../support/describe-with-terraform';
import { makeTeamProject, type TeamProject } from '../support/team-project';
import { terraformIn } from '../support/terraform';

interface Report {
  readonly summary: { readonly passed: number };
  readonly results: {
    readonly failed_checks: readonly { readonly check_id: string; readonly resource: string }[];
  };
}

type Resources = Readonly<Record<string, Readonly<Record<string, Commented>>>>;

interface Commented {
  readonly '//'?: { readonly accepted?: Readonly<Record<string, string>> };
}

describeWithTerraform('checkov, on the plan of prod-logging', () => {
  let double: AwsDouble;
  let project: TeamProject;
  let report: Report;

  beforeAll(async () => {
    const python = await ensurePython(join(__dirname, 'checkov-requirements.txt'));
    double = await startAwsDouble();
    project = await makeTeamProject();
    project.synthesize();
    report = await judgePlan(python, project, double);
  }, 600_000);

  afterAll(async () => {
    await double?.stop();
    await project?.remove();
  });

  it('finds nothing that is not accepted beside its resource, with a reason', () => {
    const found = report.results.failed_checks.map((each) => `${each.check_id} ${each.resource}`);
    expect(found.sort()).toEqual([...acceptedFindings(project)].sort());
  });

  it('looked at the resources', () => {
    expect(report.summary.passed).toBeGreaterThan(100);
  });
});

/** Plans without a look at AWS save for data sources, and lets checkov read the plan. */
async function judgePlan(
  python: string,
  { stackFolder }: TeamProject,
  { environment }: AwsDouble,
): Promise<Report> {
  const terraform = terraformIn(stackFolder, environment);
  await terraform.run('init', '-input=false');
  await terraform.run('plan', '-out=plan.bin');
  const plan = join(stackFolder, 'plan.json');
  await writeFile(plan, await terraform.run('show', '-json', 'plan.bin'));
  const output: string[] = [];
  await runProgram(
    [
      ...[python, '-m', 'checkov.main', '--file', plan, '--framework', 'terraform_plan'],
      ...['--output', 'json', '--quiet', '--compact', '--skip-download'],
    ],
    { onLine: (line) => output.push(line) },
  );
  const text = output.join('\n');
  return JSON.parse(text.slice(text.indexOf('{'))) as Report;
}

function acceptedFindings({ stackFolder }: TeamProject): readonly string[] {
  const text = readFileSync(join(stackFolder, 'cdk.tf.json'), 'utf8');
  const { resource } = JSON.parse(text) as { readonly resource: Resources };
  return Object.entries(resource).flatMap(([type, named]) =>
    Object.entries(named).flatMap(([name, block]) =>
      Object.keys(block['//']?.accepted ?? {}).map((check) => `${check} ${type}.${name}`),
    ),
  );
}
