import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { packageFolder } from '../../cluster/package-folder';
import { EXPECTED_REVIEWS } from '../plans/expected-reviews';
import { CommentStore } from '../support/ci/comment-store';
import { describeWithPrograms } from '../support/ci/describe-with-programs';
import { makeRunner, type Runner, type StepEnd } from '../support/ci/run-step';
import { startStandIn, type Call, type StandIn } from '../support/ci/stand-in';
import { readWorkflow, stepOf } from '../support/ci/workflow';
import { describeWithTerraform } from '../support/describe-with-terraform';
import { planFixture } from '../support/plan-fixtures';

const PLANS = readWorkflow('plan-review.yml');
const COMMENTS = readWorkflow('plan-review-comment.yml');
const REVIEW = stepOf(PLANS, 'review', 'Review');
const COMMENT = stepOf(COMMENTS, 'comment', 'Post the comment');
const UPLOAD = stepOf(COMMENTS, 'code-scanning', 'Upload the findings');
const VALUES = {
  'github.token': 'token-of-the-job',
  'github.repository': 'team/logs',
  'needs.pull-request.outputs.number': '7',
  'github.event.workflow_run.head_sha': 'c'.repeat(40),
  'github.event.workflow_run.html_url': 'https://github.com/team/logs/actions/runs/1',
  'github.event.workflow_run.run_started_at': '2026-11-27T02:45:00Z',
  'matrix.stack': 'prod-logging',
};
const MERGED = 'd'.repeat(40);

// The scripts of both workflows, one after the other, on real plans.
describeWithPrograms('gh')('from a plan to its comment', () => {
  let planning: Runner;
  let commenting: Runner;
  let server: StandIn;
  let store: CommentStore;

  beforeEach(async () => {
    const socket = (folder: string) => join(folder, 'github.sock');
    planning = makeRunner(socket);
    commenting = makeRunner(socket);
    store = new CommentStore({ repository: 'team/logs', number: 7 });
    store.head = 'c'.repeat(40);
    store.parents.set(MERGED, ['b'.repeat(40), 'c'.repeat(40)]);
    const answer = (call: Call) =>
      call.path.endsWith('/code-scanning/sarifs') ? { status: 202, body: {} } : store.answer(call);
    server = await startStandIn({ path: socket(commenting.folder) }, answer);
  });

  afterEach(async () => {
    await server.stop();
    planning.remove();
    commenting.remove();
  });

  const review = (plan: string): Promise<StepEnd> => {
    writeFileSync(join(planning.folder, 'plan.json'), plan);
    return planning.run(REVIEW, { 'github.sha': MERGED, 'matrix.stack': 'prod-logging' });
  };

  const handOver = (): void => {
    mkdirSync(join(commenting.folder, 'review'));
    for (const file of ['review.md', 'review.sarif', 'commit']) {
      const from = join(planning.folder, 'review', file);
      if (existsSync(from)) copyFileSync(from, join(commenting.folder, 'review', file));
    }
  };

  it('a danger fails the check, and is told', async () => {
    const { headline } = EXPECTED_REVIEWS['volume-removed']!;
    const { code, output } = await review(planFixture('volume-removed'));
    expect(code).toBe(2);
    expect(output).toContain(headline);
    handOver();
    expect(await commenting.run(COMMENT, VALUES)).toEqual({ code: 0, output: 'Posted.' });
    expect(store.comments[0]!.body).toContain(headline);
    expect(await commenting.run(UPLOAD, VALUES)).toEqual({ code: 0, output: '' });
    const { sarif } = JSON.parse(server.calls.at(-1)!.body) as { readonly sarif: string };
    expect(gunzipSync(Buffer.from(sarif, 'base64')).toString()).toContain('volume-lost');
  });

  it('what needs care passes, and is told', async () => {
    expect(await review(planFixture('setting-restart'))).toMatchObject({ code: 0 });
    handOver();
    await commenting.run(COMMENT, VALUES);
    expect(store.comments[0]!.body).toContain(EXPECTED_REVIEWS['setting-restart']!.headline);
  });

  it('a plan that can’t be read fails the check, and takes the place of what was told before', async () => {
    await review(planFixture('no-change'));
    handOver();
    await commenting.run(COMMENT, VALUES);
    commenting.forget('review');
    planning.forget('review');
    expect(await review(planFixture('errored'))).toMatchObject({ code: 3 });
    handOver();
    expect(await commenting.run(COMMENT, VALUES)).toEqual({ code: 0, output: 'Updated.' });
    expect(store.comments).toHaveLength(1);
    expect(store.comments[0]!.body).toContain('**The plan could not be reviewed.**');
  });
});

// The scripts of the jobs that plan, one after the other, with the real terraform.
describeWithTerraform('from a stack to its review', () => {
  let runner: Runner;
  let synthesized: string;
  let planned: string;

  beforeEach(() => {
    runner = makeRunner((folder) => join(folder, 'unused.sock'));
    [synthesized, planned] = ['synthesized', 'planned'].map((name) => {
      const folder = join(runner.folder, name);
      mkdirSync(folder);
      return folder;
    }) as [string, string];
  });

  afterEach(() => runner.remove());

  /** What the job `synth` has made: a stack that needs no provider, and the command installed. */
  const synthesize = (stack: string, configuration: object): void => {
    const folder = join(synthesized, 'cdktf.out', 'stacks', stack);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(configuration));
    mkdirSync(join(synthesized, 'node_modules', '.bin'), { recursive: true });
    const cli = join(packageFolder(), 'dist', 'scripts', 'cli.js');
    symlinkSync(cli, join(synthesized, 'node_modules', '.bin', 'cdktf-kafka'));
    writeFileSync(join(synthesized, 'package.json'), '{"private":true}');
  };

  it('each job has what it needs from the one before', async () => {
    const thing = { input: { size: 1, password: 'hunter2hunter2' } };
    synthesize('test-logging', { resource: { terraform_data: { thing } } });
    const values = { 'matrix.stack': 'test-logging', 'github.sha': MERGED };
    const ends: StepEnd[] = [];
    for (const [job, step, folder] of [
      ['synth', 'Pack', synthesized],
      ['review', 'Unpack', planned],
      ['review', 'Plan', planned],
      ['review', 'Review', planned],
    ] as const) {
      ends.push(await runner.run(stepOf(PLANS, job, step), values, folder));
    }
    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(ends.map(({ output }) => output).join()).not.toContain('hunter2');
    const left = (file: string) => readFileSync(join(runner.folder, 'review', file), 'utf8');
    expect(left('review.md')).toMatch(
      /^<!-- cdktf-kafka plan-review: test-logging -->\n\n## ✅ Safe/,
    );
    expect(left('commit')).toBe(`${MERGED}\n`);
    expect(JSON.parse(left('review.sarif'))).toMatchObject({ version: '2.1.0' });
  });
});
