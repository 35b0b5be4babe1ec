import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commentMarker, MAX_COMMENT_BYTES } from '../../scripts/plan-review/output/markdown';
import { CommentStore, type StoredComment } from '../support/ci/comment-store';
import { describeWithPrograms } from '../support/ci/describe-with-programs';
import { makeRunner, type Runner, type StepEnd } from '../support/ci/run-step';
import { startStandIn, type Answer, type StandIn } from '../support/ci/stand-in';
import { readWorkflow, stepOf } from '../support/ci/workflow';

const REPOSITORY = 'team/logs';
const BOT = 'github-actions[bot]';
const STEP = stepOf(readWorkflow('plan-review-comment.yml'), 'comment', 'Post the comment');
const MARKER = STEP.env!.MARKER!;
const VALUES = {
  'github.token': 'token-of-the-job',
  'github.repository': REPOSITORY,
  'needs.pull-request.outputs.number': '7',
  'github.event.workflow_run.head_sha': 'abcdef0123456789abcdef0123456789abcdef01',
  'github.event.workflow_run.html_url': 'https://github.com/team/logs/actions/runs/1',
};

const review = (text: string): string => `${MARKER}\n${text}\n`;

/** As it is posted: with where it comes from. */
const posted = (text: string): string =>
  `${review(text)}\n<sub>Of commit abcdef0 ([run](https://github.com/team/logs/actions/runs/1)).</sub>\n`;

const chatter = (count: number): readonly StoredComment[] =>
  Array.from({ length: count }, (_, id) => ({ id, author: 'ada', body: `Comment ${id}` }));

// The text of the workflow itself, run by bash, with the real gh, against a server that stands in
// for GitHub.
describeWithPrograms('gh')('the comment of a pull request', () => {
  let runner: Runner;
  let server: StandIn;
  let store: CommentStore;

  beforeEach(async () => {
    const socket = (folder: string) => join(folder, 'github.sock');
    runner = makeRunner(socket);
    store = new CommentStore({ repository: REPOSITORY, number: 7 });
    server = await startStandIn({ path: socket(runner.folder) }, (call) => store.answer(call));
  });

  afterEach(async () => {
    await server.stop();
    runner.remove();
  });

  const post = (text: string): Promise<StepEnd> => {
    mkdirSync(join(runner.folder, 'review'), { recursive: true });
    writeFileSync(join(runner.folder, 'review', 'review.md'), text);
    return runner.run(STEP, VALUES);
  };

  const writes = (): readonly string[] =>
    server.calls
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path}`);

  it('is that of the stack that is planned', () => {
    const { env } = readWorkflow('plan-review.yml');
    expect(MARKER).toBe(commentMarker(env!.STACK));
  });

  it('is posted where there is none', async () => {
    store.comments = chatter(3);
    expect(await post(review('danger'))).toMatchObject({ code: 0, output: 'Posted.' });
    expect(store.comments.at(-1)).toMatchObject({ author: BOT, body: posted('danger') });
    expect(writes()).toEqual([`POST /repos/${REPOSITORY}/issues/7/comments`]);
  });

  it('is updated, not repeated', async () => {
    await post(review('danger'));
    expect(await post(review('safe'))).toMatchObject({ code: 0, output: 'Updated.' });
    expect(store.comments.map(({ body }) => body)).toEqual([posted('safe')]);
  });

  it('is found on the third page', async () => {
    store.comments = [...chatter(230), { id: 500, author: BOT, body: review('danger') }];
    expect(await post(review('safe'))).toMatchObject({ code: 0, output: 'Updated.' });
    expect(server.calls.filter(({ method }) => method === 'GET')).toHaveLength(3);
    expect(writes()).toEqual([`PATCH /repos/${REPOSITORY}/issues/comments/500`]);
  });

  it('is left alone where nothing has changed', async () => {
    store.comments = [{ id: 500, author: BOT, body: posted('safe').replaceAll('\n', '\r\n') }];
    expect(await post(review('safe'))).toMatchObject({
      code: 0,
      output: 'The comment says it already.',
    });
    expect(writes()).toEqual([]);
  });

  it('is told from another author’s comment that begins with the marker', async () => {
    store.comments = [{ id: 500, author: 'mallory', body: review('safe') }];
    expect(await post(review('danger'))).toMatchObject({ output: 'Posted.' });
    expect(store.comments[0]!.body).toBe(review('safe'));
  });

  it('is told from the bot’s other comments, also from those that quote the marker', async () => {
    store.comments = [{ id: 500, author: BOT, body: `> ${review('safe')}` }];
    expect(await post(review('danger'))).toMatchObject({ output: 'Posted.' });
  });

  it('holds any text just as it is', async () => {
    const text = '`$(touch /tmp/x)` "${HOME}" \\n @file ::error::x\n%0A <b>é</b> 🙂';
    await post(review(text));
    expect(store.comments[0]!.body).toBe(posted(text));
  });

  it('may be as long as the command makes it', async () => {
    const text = (last: string) =>
      `${MARKER}\n${'é'.repeat((MAX_COMMENT_BYTES - MARKER.length - 4) / 2)}${last}\n`;
    expect(await post(text('1'))).toMatchObject({ code: 0, output: 'Posted.' });
    expect(await post(text('2'))).toMatchObject({ code: 0, output: 'Updated.' });
    expect(store.comments[0]!.body.length).toBeLessThan(65_536);
  });

  it('says so where there is no review', async () => {
    store.comments = [{ id: 500, author: BOT, body: review('safe') }];
    expect(await runner.run(STEP, VALUES)).toMatchObject({ code: 0, output: 'Updated.' });
    expect(store.comments[0]!.body).toBe(posted('**The plan could not be reviewed.**'));
  });

  it('shows nothing that a link in the artifact leads to', async () => {
    writeFileSync(join(runner.folder, 'secret'), review('secret'));
    mkdirSync(join(runner.folder, 'review'));
    symlinkSync(join(runner.folder, 'secret'), join(runner.folder, 'review', 'review.md'));
    await runner.run(STEP, VALUES);
    expect(store.comments[0]!.body).toContain('could not be reviewed');
  });

  it.each([
    ['begins otherwise', 'Looks good to me!', `review.md: must begin with ${MARKER}.`],
    ['is too long', review('x'.repeat(65_300)), 'review.md: must be 65,300 bytes at most.'],
  ])('is refused where the artifact %s', async (_, text, message) => {
    const { code, output } = await post(text);
    expect({ code, output }).toEqual({ code: 1, output: `::error title=Plan review::${message}` });
    expect(server.calls).toEqual([]);
  });

  describe.each(['GET', 'POST', 'PATCH'])('where GitHub refuses a %s', (method) => {
    const refusals: readonly [string, Answer][] = [
      ['the right', { status: 403, body: { message: 'Resource not accessible by integration' } }],
      ['the way', { status: 404, body: { message: 'Not Found' } }],
      ['the pace', { status: 429, body: { message: 'You have exceeded a secondary rate limit' } }],
      ['itself', { status: 502, body: { message: 'Server Error' } }],
    ];

    it.each(refusals)('for %s, the job fails and says why', async (_, answer) => {
      if (method === 'PATCH') store.comments = [{ id: 500, author: BOT, body: review('safe') }];
      store.fault = { method, answer };
      const before = store.comments;
      const { code, output } = await post(review('danger'));
      expect(code).toBe(1);
      expect(output).toContain('::error title=Plan review::The comment could not be posted. gh: ');
      expect(output).toContain((answer.body as { message: string }).message);
      expect(output).toContain(`HTTP ${answer.status}`);
      expect(output).not.toContain('token-of-the-job');
      expect(store.comments).toEqual(before);
    });
  });
});
