import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describeWithPrograms } from '../support/ci/describe-with-programs';
import { makeRunner, type Runner } from '../support/ci/run-step';
import { startStandIn, type Answer, type StandIn } from '../support/ci/stand-in';
import { readWorkflow, stepOf } from '../support/ci/workflow';

const STEP = stepOf(
  readWorkflow('plan-review-comment.yml'),
  'code-scanning',
  'Upload the findings',
);
const SHA = 'b'.repeat(40);
const VALUES = {
  'github.token': 'token-of-the-job',
  'github.repository': 'team/logs',
  'needs.pull-request.outputs.number': '7',
  'github.event.workflow_run.head_sha': SHA,
  'matrix.stack': 'prod-logging',
};

describeWithPrograms('gh', 'jq')('the upload to code scanning', () => {
  let runner: Runner;
  let server: StandIn;
  let answer: Answer;

  beforeEach(async () => {
    const socket = (folder: string) => join(folder, 'github.sock');
    runner = makeRunner(socket);
    mkdirSync(join(runner.folder, 'review'));
    answer = { status: 202, body: { id: 'upload' } };
    server = await startStandIn({ path: socket(runner.folder) }, () => answer);
  });

  afterEach(async () => {
    await server.stop();
    runner.remove();
  });

  const leave = (text: string) =>
    writeFileSync(join(runner.folder, 'review', 'review.sarif'), text);

  /** What came to GitHub, unpacked. */
  const uploaded = () =>
    server.calls.map(({ body }) => {
      const { sarif = '', ...rest } = JSON.parse(body) as Readonly<Record<string, string>>;
      return {
        ...rest,
        sarif: JSON.parse(gunzipSync(Buffer.from(sarif, 'base64')).toString()) as unknown,
      };
    });

  it('brings the findings as they are, to the head of the pull request', async () => {
    const run = { results: [], text: 'é'.repeat(300_000) };
    leave(JSON.stringify({ version: '2.1.0', runs: [run] }));
    expect(await runner.run(STEP, VALUES)).toEqual({ code: 0, output: '' });
    const [call] = server.calls;
    expect(`${call!.method} ${call!.path}`).toBe('POST /repos/team/logs/code-scanning/sarifs');
    const automationDetails = { id: 'cdktf-kafka-plan-review/prod-logging/' };
    expect(uploaded()).toEqual([
      {
        ...{ commit_sha: SHA, ref: 'refs/pull/7/head' },
        sarif: { version: '2.1.0', runs: [{ ...run, automationDetails }] },
      },
    ]);
  });

  it('keeps the stacks apart, and what a scanner found beside the review', async () => {
    leave(JSON.stringify({ runs: [{ results: [1] }] }));
    mkdirSync(join(runner.folder, 'scan'));
    const scan = JSON.stringify({ runs: [{ results: [2], automationDetails: { id: 'theirs' } }] });
    writeFileSync(join(runner.folder, 'scan', 'scan.sarif'), scan);
    await runner.run(STEP, { ...VALUES, 'matrix.stack': 'test-logging' });
    expect(uploaded().map(({ sarif }) => sarif)).toEqual([
      {
        runs: [
          { results: [1], automationDetails: { id: 'cdktf-kafka-plan-review/test-logging/' } },
        ],
      },
      {
        runs: [
          { results: [2], automationDetails: { id: 'cdktf-kafka-plan-review-scan/test-logging/' } },
        ],
      },
    ]);
  });

  it('takes nothing for SARIF that is none', async () => {
    leave('{"runs": 7}');
    expect(await runner.run(STEP, VALUES)).toMatchObject({
      code: 1,
      output: expect.stringContaining('review.sarif: must be SARIF.') as string,
    });
    expect(server.calls).toEqual([]);
  });

  it('fails where there are none', async () => {
    expect(await runner.run(STEP, VALUES)).toMatchObject({
      code: 1,
      output: expect.stringContaining('review.sarif: must be there.') as string,
    });
  });

  it('fails where they are too many', async () => {
    leave('x'.repeat(4_194_305));
    expect(await runner.run(STEP, VALUES)).toMatchObject({
      code: 1,
      output: expect.stringContaining('must be 4,194,304 bytes at most.') as string,
    });
    expect(server.calls).toEqual([]);
  });

  it('fails with GitHub’s reason where code scanning is off', async () => {
    leave('{"runs":[]}');
    answer = {
      status: 403,
      body: { message: 'Code scanning is not enabled for this repository.' },
    };
    const { code, output } = await runner.run(STEP, VALUES);
    expect(code).toBe(1);
    expect(output).toContain('Code scanning is not enabled for this repository. (HTTP 403)');
  });
});
