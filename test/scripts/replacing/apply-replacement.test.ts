import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePlan } from '../../../scripts/terraform-plan/parse-plan';
import { applyReplacement } from '../../../scripts/replacing/apply-replacement';
import { changeOfInstance } from '../../../scripts/replacing/judge-replacement';
import { runTerraform, type TerraformRun } from '../../../scripts/terraform/run-terraform';
import { withPlan } from '../../../scripts/terraform/with-plan';
import { describeWithTerraform } from '../../support/describe-with-terraform';

const HOST = 'terraform_data.host';

// Resources that need no provider: what terraform does with plans and states is all that matters.
describeWithTerraform('a replacement', () => {
  let folder: string;
  let run: TerraformRun;
  let lines: string[];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'apply-replacement-'));
    lines = [];
    run = { folder, onLine: (line) => lines.push(line) };
    configure({ host: { input: 'old' }, other: { input: 'old' } });
    await runTerraform(['init'], run);
    await runTerraform(['apply', '-auto-approve'], run);
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function configure(terraform_data: Readonly<Record<string, object>>): void {
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ resource: { terraform_data } }));
  }

  const stateOf = (name: string) => {
    const { resources } = JSON.parse(readFileSync(join(folder, 'terraform.tfstate'), 'utf8')) as {
      resources: { name: string; instances: { attributes: { id: string; input: object } }[] }[];
    };
    return resources.find((each) => each.name === name)!.instances[0]!.attributes;
  };

  it('is that of the plan that was judged, whatever is configured meanwhile', async () => {
    const [host, other] = [stateOf('host'), stateOf('other')];
    await withPlan([`-replace=${HOST}`], run, async ({ file, json }) => {
      const plan = parsePlan(json, { source: 'plan' });
      expect(changeOfInstance(plan, HOST)).toMatchObject({
        ...{ change: 'replace', before: { id: host.id } },
      });
      configure({ host: { input: 'new' }, other: { input: 'new' } });
      await applyReplacement(file, run);
    });
    expect(stateOf('host').id).not.toBe(host.id);
    expect(stateOf('host').input).toEqual(host.input);
    expect(stateOf('other')).toEqual(other);
  });

  it('is refused where the state has changed since, and then changes nothing', async () => {
    const host = stateOf('host');
    const applied = withPlan([`-replace=${HOST}`], run, async ({ file }) => {
      await runTerraform(['apply', '-auto-approve', '-replace=terraform_data.other'], run);
      await applyReplacement(file, run);
    });
    await expect(applied).rejects.toMatchObject({
      exitCode: 1,
      message:
        'The state: must be as it was when the plan was made, got a newer one. Nothing was replaced, but AWS no longer protects the instance against termination. Run this again: it makes a new plan.',
    });
    expect(stateOf('host')).toEqual(host);
  });

  it('that stops half-way says what terraform said, and how to go on', async () => {
    const provisioner = { 'local-exec': { command: 'echo no room for it; exit 1' } };
    configure({ host: { input: 'old', provisioner }, other: { input: 'old' } });
    const applied = withPlan([`-replace=${HOST}`], run, ({ file }) => applyReplacement(file, run));
    await expect(applied).rejects.toThrow(
      /^\S+ apply: must succeed in '\S+', got: Error: local-exec .* All that it said stands above\. Mend what it says, then deploy: that makes what is missing\.$/,
    );
    await expect(applied).rejects.toMatchObject({ exitCode: 1 });
    expect(lines).toContainEqual(expect.stringContaining('(local-exec): no room for it'));
  });
});
