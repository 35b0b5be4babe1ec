import {
  readWorkflow,
  projectFile,
  WORKFLOWS,
  type Job,
  type Workflow,
} from '../support/ci/workflow';

const jobsOf = (workflow: Workflow): readonly (readonly [string, Job])[] =>
  Object.entries(workflow.jobs);

/** Expressions whose value the author of a pull request can't choose. */
const FIXED = /^(github\.token|vars\.\w+( \|\| '[\w-]+')?|runner\.temp)$/;

describe.each(WORKFLOWS)('%s', (name) => {
  const workflow = readWorkflow(name);
  const steps = jobsOf(workflow).flatMap(([, job]) => job.steps);

  it('gives no right to a job that does not name it', () => {
    expect(workflow.permissions).toEqual({});
    for (const [, job] of jobsOf(workflow)) expect(job.permissions).toBeDefined();
  });

  it('puts no expression into a shell', () => {
    const scripts = steps.flatMap(({ run }) => run ?? []);
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });

  it('takes every action by the commit that it was looked at, with its version beside it', () => {
    const text = projectFile('.github', 'workflows', name);
    const used = text.match(/uses: .+/g)!;
    expect(used).toHaveLength(steps.filter(({ uses }) => uses).length);
    for (const each of used) expect(each).toMatch(/^uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('ends every job that hangs', () => {
    for (const [, job] of jobsOf(workflow)) expect(job['timeout-minutes']).toBeLessThanOrEqual(30);
  });

  it('is what docs/ci/ has for copying', () => {
    expect(projectFile('docs', 'ci', 'github', name)).toBe(
      projectFile('.github', 'workflows', name),
    );
  });
});

describe('the workflow that plans', () => {
  const workflow = readWorkflow('plan-review.yml');
  const { review } = workflow.jobs;

  it('is started with the rights of a pull request, never with those of the default branch', () => {
    expect(Object.keys(workflow.on)).toEqual(['pull_request']);
  });

  it('can write nothing', () => {
    expect(Object.keys(workflow.jobs)).toEqual(['review', 'reviewed']);
    expect(workflow.jobs.reviewed!.permissions).toEqual({});
    expect(review!.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  });

  it('runs nothing of a fork', () => {
    expect(review!.if).toContain(
      'github.event.pull_request.head.repo.full_name == github.repository',
    );
  });

  it('has its credentials from an environment that may ask for approval, and knows no secrets', () => {
    expect(review!.environment).toBe('plan');
    expect(projectFile('.github', 'workflows', 'plan-review.yml')).not.toMatch(/\bsecrets\.\w/);
  });

  it('leaves git without a token, and keeps the review alone, not the plan', () => {
    const withOf = (action: string) =>
      review!.steps.find(({ uses }) => uses?.startsWith(`${action}@`))!.with;
    expect(withOf('actions/checkout')).toEqual({ 'persist-credentials': false });
    expect(withOf('actions/upload-artifact')).toMatchObject({ path: '${{ runner.temp }}/review/' });
  });
});

describe('the workflow that comments', () => {
  const workflow = readWorkflow('plan-review-comment.yml');

  it('runs as it stands on the default branch, after the one that plans', () => {
    expect(workflow.on).toEqual({
      workflow_run: { workflows: ['Plan review'], types: ['completed'] },
    });
  });

  it('says nothing of what a fork has run under the same name', () => {
    const [first, ...others] = jobsOf(workflow);
    expect(first![1].if).toContain(
      'github.event.workflow_run.head_repository.full_name == github.repository &&',
    );
    for (const [, job] of others) expect(job.needs).toBe('pull-request');
  });

  it('gives each job the one right that it writes with', () => {
    const rights = Object.fromEntries(
      jobsOf(workflow).map(([name, { permissions }]) => [name, permissions]),
    );
    expect(rights).toEqual({
      'pull-request': { 'pull-requests': 'read' },
      comment: { actions: 'read', 'pull-requests': 'write' },
      'code-scanning': { actions: 'read', 'security-events': 'write' },
    });
  });

  it('fetches no code and installs nothing', () => {
    const actions = jobsOf(workflow).flatMap(([, job]) =>
      job.steps.flatMap(({ uses }) => uses ?? []),
    );
    expect(actions.map((each) => each.split('@')[0])).toEqual(
      Array(2).fill('actions/download-artifact'),
    );
    const scripts = jobsOf(workflow).flatMap(([, job]) =>
      job.steps.flatMap(({ run }) => run ?? []),
    );
    expect(scripts.join('\n')).not.toMatch(/\b(npm|npx|node|git|curl|eval|source)\b/);
  });

  it('knows the pull request from GitHub, not from what the artifact says', () => {
    const used = [
      ...projectFile('.github/workflows/plan-review-comment.yml').matchAll(/\$\{\{ (.+?) \}\}/g),
    ]
      .map(([, expression]) => expression!)
      .filter((expression) => !FIXED.test(expression));
    expect([...new Set(used)].sort()).toEqual([
      'github.event.workflow_run.head_branch',
      'github.event.workflow_run.head_sha',
      'github.event.workflow_run.html_url',
      'github.event.workflow_run.id',
      'github.repository',
      'needs.pull-request.outputs.number',
      'steps.find.outputs.number',
    ]);
  });
});
