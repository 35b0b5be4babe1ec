import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { describeWithTerraform } from '../support/describe-with-terraform';
import { readGitlabJobs } from '../support/ci/gitlab-jobs';
import { runProgram } from '../../scripts/system/run-program';
import { projectFile } from '../support/ci/workflow';

const JOBS = readGitlabJobs();
const {
  'plan-review-synth': SYNTH,
  'plan-review': REVIEW,
  'plan-review-refused': REFUSED,
  'plan-review-scan': SCAN,
  'plan-review-comment': COMMENT,
} = JOBS;
const scriptOf = ({ script }: { readonly script: readonly string[] }) => script.join('\n');

/** What brings somebody else's programs to a machine. */
const INSTALLS =
  /\b(?:npm (?:ci|i|install)|npx (?!--no-install)|pip3? install|apt(?:-get)? |wget)\b/;

/** Runs lines of a job as its runner does. */
async function runLines(lines: readonly string[], env: NodeJS.ProcessEnv) {
  const output: string[] = [];
  const { code } = await runProgram(['sh', '-ec', lines.join('\n')], {
    env,
    onLine: (line) => output.push(line),
  });
  return { code, output };
}

describe('the jobs of GitLab', () => {
  it('are these', () => {
    expect(Object.keys(JOBS)).toEqual([
      ...['plan-review-synth', 'plan-review', 'plan-review-refused', 'plan-review-scan'],
      'plan-review-comment',
    ]);
  });

  it('ask for the identity of the instance that they run on, not of gitlab.com', () => {
    expect(REVIEW!.id_tokens!.AWS_ID_TOKEN).toEqual({ aud: '$CI_SERVER_URL' });
  });

  it.each(['plan-review-synth', 'plan-review', 'plan-review-scan', 'plan-review-comment'])(
    '%s runs nothing of a fork, and nothing without a role',
    (name) => {
      for (const { if: condition } of JOBS[name]!.rules) {
        expect(condition).toContain('$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID');
        expect(condition).toMatch(/&& \$PLAN_ROLE_ARN$/);
      }
    },
  );

  it('install nothing where there is a credential', () => {
    const installing = Object.entries(JOBS).filter(([, job]) => INSTALLS.test(scriptOf(job)));
    expect(installing.map(([name]) => name)).toEqual(['plan-review-synth', 'plan-review-scan']);
    for (const [, job] of installing) {
      expect([job.id_tokens, job.environment]).toEqual([undefined, undefined]);
      expect(job.script[0]).toMatch(/^unset CI_JOB_TOKEN .*PLAN_REVIEW_TOKEN$/);
    }
  });

  it('synthesize without the tokens that GitLab gives every job', async () => {
    const env = { CI_JOB_TOKEN: 'a', CI_REPOSITORY_URL: 'b', PLAN_REVIEW_TOKEN: 'c', CI_KEPT: 'd' };
    const { output } = await runLines([SYNTH!.script[0]!, 'env | grep -E "^(CI_|PLAN_)"'], env);
    expect(output).toEqual(['CI_KEPT=d']);
  });

  it('review each stack of one list by itself', () => {
    for (const job of [REVIEW!, SCAN!, COMMENT!]) {
      expect(job.parallel).toEqual({ matrix: [{ PLAN_REVIEW_STACK: ['prod-logging'] }] });
      for (const path of job.artifacts?.paths ?? []) expect(path).toContain('$PLAN_REVIEW_STACK');
    }
    expect(COMMENT!.resource_group).toBe(
      'plan-review-comment/$PLAN_REVIEW_STACK/$CI_MERGE_REQUEST_IID',
    );
  });

  it('hold a merge up for a danger or a plan that can’t be reviewed, and for nothing else', () => {
    expect(REVIEW!.allow_failure).toBe(false);
    expect(scriptOf(REVIEW!)).toContain('--fail-on danger ');
    expect(SCAN!.allow_failure).toBe(true);
    expect(COMMENT!.allow_failure).toBe(true);
  });

  it.each([
    [
      'a fork',
      { CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '7' },
      'A fork’s merge request is not planned.',
    ],
    ['no role', { CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '42' }, 'Set the variable PLAN_ROLE_ARN'],
  ])('refuse what is not planned, and say why: %s', async (_, env, words) => {
    const { code, output } = await runLines(REFUSED!.script, { CI_PROJECT_ID: '42', ...env });
    expect(code).toBe(1);
    expect(output.join('').replace("'", '’')).toContain(words);
  });

  it('refuse exactly what the others leave out', () => {
    expect([REFUSED!.allow_failure, REFUSED!.rules.map(({ if: condition }) => condition)]).toEqual([
      false,
      [
        '$CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_SOURCE_PROJECT_ID != $CI_PROJECT_ID',
        '$CI_PIPELINE_SOURCE == "merge_request_event" && ($PLAN_ROLE_ARN == null || $PLAN_ROLE_ARN == "")',
      ],
    ]);
  });

  it('scan only where a variable asks for it, with the checkov that the tests know', () => {
    expect(SCAN!.rules[0]!.if).toMatch(/^\$PLAN_REVIEW_SCANNER == "checkov" && /);
    const requirements = projectFile('test', 'terraform', 'checkov-requirements.txt');
    expect(scriptOf(SCAN!)).toContain(
      `install --quiet ${/^checkov==.+$/m.exec(requirements)![0]}\n`,
    );
  });

  it('hand over the review alone, not the plan, and never one of before', () => {
    expect(REVIEW!.artifacts!.paths).toEqual(['review/$PLAN_REVIEW_STACK/']);
    expect(REVIEW!.script[0]).toBe('rm -rf review');
  });

  it('comment without the files of the merge request', () => {
    expect(COMMENT!.variables!.GIT_STRATEGY).toBe('none');
    expect(scriptOf(COMMENT!)).not.toMatch(/\b(npm|npx|node|git|eval)\b/);
  });
});

// The scripts of the jobs that plan, one after the other, with the real terraform.
describeWithTerraform('the jobs of GitLab that plan', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gitlab-plan-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('have what they need from each other, and leave no credential to the review', async () => {
    const [from, to] = ['from', 'to'].map((name) => join(folder, name)) as [string, string];
    const stack = join(from, 'cdktf.out', 'stacks', 'test-logging');
    const programs = join(from, 'node_modules', '.bin');
    for (const made of [stack, programs, to]) mkdirSync(made, { recursive: true });
    const resource = { terraform_data: { thing: { input: 'a' } } };
    writeFileSync(join(stack, 'cdk.tf.json'), JSON.stringify({ resource }));
    writeFileSync(join(from, 'package.json'), '{"private":true}');
    // The command, after a look at what it is given.
    const cli = join(packageFolder(), 'dist', 'scripts', 'cli.js');
    const command = `#!/bin/sh\nenv >'${folder}/given'\nexec '${process.execPath}' '${cli}' "$@"\n`;
    writeFileSync(join(programs, 'cdktf-kafka'), command, { mode: 0o755 });

    const pack = SYNTH!.script.filter((line) => line.includes(' plan-workspace.tar.gz'));
    const review = REVIEW!.script.map((line) => line.replaceAll('/tmp/', `${folder}/`));
    const env = {
      ...{ PLAN_REVIEW_STACK: 'test-logging', CI_PIPELINE_ID: '100', CI_COMMIT_SHA: 'abc' },
      ...{ AWS_ID_TOKEN: 'a-token', AWS_WEB_IDENTITY_TOKEN_FILE: `${folder}/id-token` },
      CI_JOB_TOKEN: 'a-token',
    };
    const carry = `cp '${from}/plan-workspace.tar.gz' '${to}'`;
    const packed = await runLines([`cd '${from}'`, ...pack, carry], env);
    const reviewed = await runLines([`cd '${to}'`, ...review], env);
    expect([packed.code, reviewed.code, reviewed.output.join('\n')]).toEqual([
      ...[0, 0],
      expect.stringContaining('Safe: test-logging') as string,
    ]);
    const left = join(to, 'review', 'test-logging');
    expect(readFileSync(join(left, 'planned'), 'utf8')).toBe('100 abc\n');
    expect(readFileSync(join(left, 'review.md'), 'utf8')).toContain(
      'plan-review: test-logging -->',
    );
    expect(readFileSync(join(folder, 'given'), 'utf8')).not.toContain('a-token');
    expect(existsSync(join(folder, 'id-token'))).toBe(false);
  });
});
