import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runProgram } from '../../scripts/system/run-program';
import { describeWithPrograms } from '../support/ci/describe-with-programs';
import { readGitlabJobs } from '../support/ci/gitlab-jobs';
import { makeRunner, type Runner } from '../support/ci/run-step';
import { readWorkflow, stepOf } from '../support/ci/workflow';
import { ensureCheckov } from '../terraform/run-checkov';

/** Made once, for all tests that need it. */
const withoutInstallation = (script: string): string =>
  script.replace(/^.*(?:-m venv|pip install).*$/gm, '');

interface Sarif {
  readonly runs: readonly { readonly results: readonly { readonly ruleId: string }[] }[];
}

// The scripts of the jobs, with the real checkov.
describeWithPrograms('jq')('the scan beside the review', () => {
  let runner: Runner;

  beforeAll(async () => {
    const python = await ensureCheckov();
    runner = makeRunner((folder) => join(folder, 'unused.sock'));
    symlinkSync(dirname(dirname(python)), join(runner.folder, 'checkov'));
    const workspace = join(runner.folder, 'workspace');
    for (const [stack, type] of [
      ['prod-logging', 'aws_s3_bucket'],
      ['test-logging', 'aws_ebs_volume'],
    ] as const) {
      const folder = join(workspace, 'cdktf.out', 'stacks', stack);
      mkdirSync(folder, { recursive: true });
      const resource = { [type]: { Thing: { bucket: 'logs', tags: { a: 'hunter2' } } } };
      writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ resource }));
    }
    await runner.run(stepOf(readWorkflow('plan-review.yml'), 'synth', 'Pack'), {}, workspace);
  });

  afterAll(() => runner.remove());

  const expectFindings = (text: string) => {
    const ids = (JSON.parse(text) as Sarif).runs[0]!.results.map(({ ruleId }) => ruleId);
    // Versions of a bucket's objects; encryption of a volume.
    expect(ids).toContain('CKV_AWS_21');
    expect(ids).not.toContain('CKV_AWS_3');
    expect(text).not.toContain('hunter2');
  };

  it('on GitHub finds what there is in the one stack, quotes none of it, and fails nothing', async () => {
    const step = stepOf(readWorkflow('plan-review.yml'), 'scan', 'Scan');
    const { code, output } = await runner.run(
      { ...step, run: withoutInstallation(step.run!) },
      { 'matrix.stack': 'prod-logging' },
    );
    expect({ code, isQuoted: output.includes('hunter2') }).toEqual({ code: 0, isQuoted: false });
    expectFindings(readFileSync(join(runner.folder, 'scan.sarif'), 'utf8'));
  });

  it('does the same on GitLab, and writes its report for merge requests', async () => {
    const { script } = readGitlabJobs()['plan-review-scan']!;
    const archive = 'plan-workspace.tar.gz';
    rmSync(join(runner.folder, 'scan'), { recursive: true, force: true });
    await runProgram([
      'sh',
      '-ec',
      `cd '${runner.folder}' && gzip --stdout workspace.tar >${archive}`,
    ]);
    const lines = withoutInstallation(script.join('\n'));
    const { code } = await runProgram(['sh', '-ec', `cd '${runner.folder}'\n${lines}`], {
      env: { PLAN_REVIEW_STACK: 'prod-logging' },
    });
    const told = join(runner.folder, 'scan', 'prod-logging');
    expect(code).toBe(0);
    expectFindings(readFileSync(join(told, 'scan.sarif'), 'utf8'));
    const report = readFileSync(join(told, 'results_gitlab_sast.json'), 'utf8');
    expect(JSON.parse(report)).toHaveProperty('vulnerabilities');
    expect(report).not.toContain('hunter2');
  });
});
