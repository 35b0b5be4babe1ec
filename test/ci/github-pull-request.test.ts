import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithPrograms } from '../support/ci/describe-with-programs';
import { makeRunner, type Runner, type StepEnd } from '../support/ci/run-step';
import { startStandIn, type Answer, type Call, type StandIn } from '../support/ci/stand-in';
import { readWorkflow, stepOf } from '../support/ci/workflow';

const STEP = stepOf(
  readWorkflow('plan-review-comment.yml'),
  'pull-request',
  'Find the pull request',
);
const PLANNED = 'a'.repeat(40);
const VALUES = {
  'github.token': 'token-of-the-job',
  'github.repository': 'team/logs',
  'github.event.workflow_run.head_sha': PLANNED,
  'github.event.workflow_run.head_branch': 'more-disks',
};

const head = (sha: string, repository = 'team/logs', ref = 'more-disks') => ({
  ...{ sha, ref },
  repo: { full_name: repository },
});

interface PullRequest {
  readonly number: unknown;
  readonly head: {
    readonly sha: string;
    readonly ref: string;
    readonly repo: { readonly full_name: string } | null;
  };
}

describeWithPrograms('gh')('the pull request that was planned', () => {
  let runner: Runner;
  let server: StandIn;
  let open: readonly PullRequest[];

  beforeEach(async () => {
    const socket = (folder: string) => join(folder, 'github.sock');
    runner = makeRunner(socket);
    server = await startStandIn({ path: socket(runner.folder) }, listOpen);
  });

  afterEach(async () => {
    await server.stop();
    runner.remove();
  });

  const listOpen = ({ path, query }: Call): Answer => {
    const page = Number(query.get('page') ?? '1');
    const shown = open.slice((page - 1) * 100, page * 100);
    const next = `<https://api.github.com${path}?state=open&per_page=100&page=${page + 1}>; rel="next"`;
    return {
      status: path === '/repos/team/logs/pulls' ? 200 : 404,
      body: shown,
      ...(page * 100 < open.length && { headers: { link: next } }),
    };
  };

  const find = async (): Promise<StepEnd & { readonly outputs: string }> => {
    const end = await runner.run(STEP, VALUES);
    return { ...end, outputs: readFileSync(join(runner.folder, 'output'), 'utf8') };
  };

  const others = (count: number): readonly PullRequest[] =>
    Array.from({ length: count }, (_, index) => ({
      number: 100 + index,
      head: head(index.toString(16).padStart(40, '0')),
    }));

  it('is the open one that ends with that commit, on whichever page', async () => {
    open = [...others(250), { number: 7, head: head(PLANNED) }];
    expect(await find()).toMatchObject({ code: 0, outputs: 'number=7\n' });
    expect(server.calls).toHaveLength(3);
  });

  it('is not that of a fork with the same commit', async () => {
    open = [
      { number: 5, head: { sha: PLANNED, ref: 'more-disks', repo: null } },
      { number: 6, head: head(PLANNED, 'mallory/logs') },
      { number: 7, head: head(PLANNED) },
    ];
    expect((await find()).outputs).toBe('number=7\n');
  });

  it('is none after a newer push', async () => {
    open = others(3);
    expect(await find()).toMatchObject({ code: 0, outputs: '' });
  });

  it('is not that of another branch with the same commit', async () => {
    open = [
      { number: 6, head: head(PLANNED, 'team/logs', 'another') },
      { number: 7, head: head(PLANNED) },
    ];
    expect((await find()).outputs).toBe('number=7\n');
  });

  it('is none where the branch has several, which have plans of their own', async () => {
    open = [6, 7].map((number) => ({ number, head: head(PLANNED) }));
    const { code, output, outputs } = await find();
    expect({ code, outputs }).toEqual({ code: 0, outputs: '' });
    expect(output).toContain('several open pull requests');
  });

  it.each(['7\ncode=8', '$(id)', '7 8'])('is a number, and nothing like %j', async (number) => {
    open = [{ number, head: head(PLANNED) }];
    expect((await find()).outputs).toBe('');
  });

  it('is not guessed where GitHub does not answer', async () => {
    open = [];
    const { code, outputs } = await runner
      .run({ ...STEP, env: { ...STEP.env, REPOSITORY: 'team/none' } }, VALUES)
      .then((end) => ({ ...end, outputs: readFileSync(join(runner.folder, 'output'), 'utf8') }));
    expect({ code, outputs }).toEqual({ code: 1, outputs: '' });
  });
});
