import { makeRunner, type Runner } from '../support/ci/run-step';
import { describeWithPrograms } from '../support/ci/describe-with-programs';
import { join } from 'node:path';
import { projectFile, readWorkflow, stepOf } from '../support/ci/workflow';

const WORKFLOW = readWorkflow('plan-review.yml');
const STEP = stepOf(WORKFLOW, 'reviewed', 'Ask how the review ended');

/** What the job knows of a pull request of this repository, where a role is set. */
const values = (result: string) => ({
  'needs.review.result': result,
  'needs.synth.result': 'success',
  'github.event_name': 'pull_request',
  'vars.PLAN_ROLE_ARN': 'arn:aws:iam::111122223333:role/plan',
  'github.repository': 'team/logs',
  'github.event.pull_request.head.repo.full_name': 'team/logs',
});

describeWithPrograms('bash')('the check that a branch requires', () => {
  let runner: Runner;

  beforeEach(() => {
    runner = makeRunner((folder) => join(folder, 'unused.sock'));
  });

  afterEach(() => runner.remove());

  it('is made also where the review is skipped, which GitHub takes for passed', () => {
    const { needs, if: condition } = WORKFLOW.jobs.reviewed!;
    expect({ needs, condition }).toEqual({
      needs: ['synth', 'review'],
      condition: '${{ always() }}',
    });
    expect(projectFile('docs', 'plan-review-ci.md')).toContain('| `reviewed` as a required check');
  });

  it('passes where the review has', async () => {
    expect(await runner.run(STEP, values('success'))).toEqual({ code: 0, output: '' });
  });

  it.each([
    ['failure', {}, "must succeed, got 'failure'"],
    ['cancelled', {}, "must succeed, got 'cancelled'"],
    ['', {}, 'must succeed'],
    ['skipped', { 'vars.PLAN_ROLE_ARN': '' }, 'Set the variable PLAN_ROLE_ARN.'],
    ['skipped', { 'needs.synth.result': 'failure' }, 'The stacks must be synthesized'],
    [
      'failure',
      { 'github.event_name': 'merge_group', 'github.event.pull_request.head.repo.full_name': '' },
      "The review must succeed, got 'failure'",
    ],
    [
      'skipped',
      { 'github.event.pull_request.head.repo.full_name': 'mallory/logs', 'vars.PLAN_ROLE_ARN': '' },
      'A maintainer who has read it pushes its branch to team/logs',
    ],
  ])('fails where it is %j with %j, and says why', async (result, others, words) => {
    const { code, output } = await runner.run(STEP, { ...values(result), ...others });
    expect(code).toBe(1);
    expect(output).toContain(words);
  });
});
