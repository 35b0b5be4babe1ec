import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRunner } from '../support/ci/run-step';
import {
  readWorkflow,
  projectFile,
  stacksOf,
  stepOf,
  WORKFLOWS,
  type Job,
  type Workflow,
} from '../support/ci/workflow';

const jobsOf = (workflow: Workflow): readonly (readonly [string, Job])[] =>
  Object.entries(workflow.jobs);

/** Expressions whose value the author of a pull request can't choose. */
const FIXED =
  /^(github\.token|vars\.\w+( \|\| '[\w-]+')?|fromJSON\(vars\.\w+ \|\| '[^']+'\)|matrix\.stack|runner\.temp)$/;

/** What brings somebody else's programs to a machine. */
const INSTALLS =
  /\b(?:npm (?:ci|i|install)|npx (?!--no-install)|pip3? install|pipx|apt(?:-get)? (?:install|update)|curl|wget|docker)\b/;

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

  it('installs nothing where there is a token or a credential', () => {
    for (const [job, { permissions, steps, env }] of jobsOf(workflow)) {
      if (!steps.some(({ run }) => INSTALLS.test(run ?? ''))) continue;
      const given = JSON.stringify([env, steps]);
      const rights = Object.entries(permissions).filter(([, right]) => right !== 'read');
      expect({ job, rights, isGiven: /github\.token|secrets\.|credentials@/.test(given) }).toEqual({
        ...{ job, rights: [], isGiven: false },
      });
    }
  });

  it('reviews each stack of the repository’s variable by itself', () => {
    const perStack = jobsOf(workflow).filter(([, { strategy }]) => strategy);
    expect(perStack.length).toBeGreaterThan(0);
    for (const [, job] of perStack) {
      expect(stacksOf(job)).toEqual(['prod-logging']);
      expect(stacksOf(job, '["a","b"]')).toEqual(['a', 'b']);
      expect(job.strategy!['fail-fast']).toBe(false);
      // What is named after no stack is another stack's as well.
      for (const { uses, with: given } of job.steps) {
        if (!/-artifact@/.test(uses ?? '') || given!.name === 'plan-workspace') continue;
        expect(given!.name).toMatch(/^plan-(?:review|scan)-\$\{\{ matrix\.stack \}\}$/);
      }
    }
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
  const { synth, review, scan, reviewed } = workflow.jobs;

  it('is started with the rights of a pull request, never with those of the default branch', () => {
    expect(Object.keys(workflow.on)).toEqual(['pull_request', 'merge_group']);
  });

  it('can write nothing', () => {
    expect(Object.keys(workflow.jobs)).toEqual(['synth', 'review', 'scan', 'reviewed']);
    expect(synth!.permissions).toEqual({ contents: 'read' });
    expect(review!.permissions).toEqual({ 'id-token': 'write' });
    expect(scan!.permissions).toEqual({});
    expect(reviewed!.permissions).toEqual({});
  });

  it('runs nothing of a fork, and plans what waits in a merge queue', () => {
    expect(synth!.if!.trim()).toBe(
      "vars.PLAN_ROLE_ARN != '' && (github.event_name == 'merge_group' || " +
        'github.event.pull_request.head.repo.full_name == github.repository)',
    );
    expect([review!.needs, scan!.needs]).toEqual(['synth', 'synth']);
    expect(review!.if).toBeUndefined();
  });

  it('is cancelled by a newer run of its own file for its own pull request alone', () => {
    expect(workflow.concurrency).toEqual({
      group: '${{ github.workflow_ref }}',
      'cancel-in-progress': true,
    });
  });

  it('scans only where a variable asks for it', () => {
    expect(scan!.if).toBe("vars.PLAN_REVIEW_SCANNER == 'checkov'");
    const requirements = projectFile('test', 'terraform', 'checkov-requirements.txt');
    const [pinned] = /^checkov==.+$/m.exec(requirements)!;
    expect(stepOf(workflow, 'scan', 'Scan').run).toContain(`install --quiet ${pinned}\n`);
  });

  it('has its credentials from an environment that may ask for approval, and knows no secrets', () => {
    expect(review!.environment).toBe('plan');
    expect(projectFile('.github', 'workflows', 'plan-review.yml')).not.toMatch(/\bsecrets\.\w/);
  });

  it('leaves git without a token, and keeps the review alone, not the plan', () => {
    const withOf = (job: Job, action: string) =>
      job.steps.find(({ uses }) => uses?.startsWith(`${action}@`))!.with;
    expect(withOf(synth!, 'actions/checkout')).toEqual({ 'persist-credentials': false });
    expect(withOf(review!, 'actions/upload-artifact')).toMatchObject({
      path: '${{ runner.temp }}/review/',
    });
  });

  it('hands what is installed from one job to the other, without the framework', async () => {
    const runner = makeRunner((folder) => join(folder, 'unused.sock'));
    const [from, to] = ['from', 'to'].map((name) => mkdtempSync(join(tmpdir(), `ci-${name}-`)));
    try {
      for (const name of ['.git', 'cdktf.out', 'node_modules/@cdktf/big', 'node_modules/.bin']) {
        mkdirSync(join(from!, name), { recursive: true });
        writeFileSync(join(from!, name, 'file'), name);
      }
      symlinkSync('../tool', join(from!, 'node_modules/.bin/tool'));
      expect(await runner.run(stepOf(workflow, 'synth', 'Pack'), {}, from)).toMatchObject({
        code: 0,
      });
      const unpack = stepOf(workflow, 'review', 'Unpack');
      const end = await runner.run(unpack, { 'matrix.stack': 'prod-logging' }, to);
      expect(end).toEqual({ code: 0, output: '' });
      expect(readFileSync(join(to!, 'cdktf.out/file'), 'utf8')).toBe('cdktf.out');
      expect(readlinkSync(join(to!, 'node_modules/.bin/tool'))).toBe('../tool');
      expect(readdirSync(to!).sort()).toEqual(['cdktf.out', 'node_modules']);
      expect(readdirSync(join(to!, 'node_modules'))).toEqual(['.bin']);
    } finally {
      for (const folder of [from!, to!]) rmSync(folder, { recursive: true });
      runner.remove();
    }
  });

  it('reviews without what the plan needed', async () => {
    const runner = makeRunner((folder) => join(folder, 'unused.sock'));
    const step = stepOf(workflow, 'review', 'Review');
    const [first = ''] = step.run!.split('\n');
    const env = { AWS_SECRET_ACCESS_KEY: 'a', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'b', KEPT: 'c' };
    const end = await runner.run(
      { run: `${first}\nenv | grep -E '^(AWS_|ACTIONS_|KEPT)'`, env },
      {},
    );
    runner.remove();
    expect(end).toEqual({ code: 0, output: 'KEPT=c' });
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
      comment: { actions: 'read', contents: 'read', 'pull-requests': 'write' },
      'code-scanning': { actions: 'read', 'security-events': 'write' },
    });
  });

  it('lets one job at a time write the comment of a stack', () => {
    expect(workflow.jobs.comment!.concurrency).toEqual({
      group: 'plan-review-comment-${{ matrix.stack }}-${{ needs.pull-request.outputs.number }}',
      'cancel-in-progress': false,
    });
  });

  it('fetches no code and installs nothing', () => {
    const actions = jobsOf(workflow).flatMap(([, job]) =>
      job.steps.flatMap(({ uses }) => uses ?? []),
    );
    expect(actions.map((each) => each.split('@')[0])).toEqual(
      Array(3).fill('actions/download-artifact'),
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
      'github.event.workflow_run.run_started_at',
      'github.repository',
      'needs.pull-request.outputs.number',
      'steps.find.outputs.number',
    ]);
  });
});
