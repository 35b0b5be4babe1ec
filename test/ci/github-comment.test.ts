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
const STACK = 'prod-logging';
const MARKER = STEP.env!.MARKER!.replace('${{ matrix.stack }}', STACK);
const HEAD = 'abcdef0123456789abcdef0123456789abcdef01';
const BASE = 'b'.repeat(40);
/** What GitHub makes of the two. */
const MERGED = 'c'.repeat(40);
const STARTED = '2026-11-27T02:45:00Z';
const VALUES = {
  'github.token': 'token-of-the-job',
  'github.repository': REPOSITORY,
  'needs.pull-request.outputs.number': '7',
  'github.event.workflow_run.head_sha': HEAD,
  'github.event.workflow_run.html_url': 'https://github.com/team/logs/actions/runs/1',
  'github.event.workflow_run.run_started_at': STARTED,
  'matrix.stack': STACK,
};

const review = (text: string): string => `${MARKER}\n${text}\n`;

/** As it is posted: with where it comes from. */
const posted = (text: string, of = 'abcdef0, merged into bbbbbbb', started = STARTED): string =>
  `${review(text)}\n<sub>Of commit ${of} ([run](https://github.com/team/logs/actions/runs/1)).</sub>\n` +
  `<!-- planned ${started} -->\n`;

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
    store.head = HEAD;
    store.parents.set(MERGED, [BASE, HEAD]);
    server = await startStandIn({ path: socket(runner.folder) }, (call) => store.answer(call));
  });

  afterEach(async () => {
    await server.stop();
    runner.remove();
  });

  const post = (text: string, planned = MERGED, others = {}): Promise<StepEnd> => {
    mkdirSync(join(runner.folder, 'review'), { recursive: true });
    writeFileSync(join(runner.folder, 'review', 'review.md'), text);
    writeFileSync(join(runner.folder, 'review', 'commit'), `${planned}\n`);
    return runner.run(STEP, { ...VALUES, ...others });
  };

  const writes = (): readonly string[] =>
    server.calls
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path}`);

  it('is that of the stack that is planned', () => {
    expect(MARKER).toBe(commentMarker(STACK));
    expect(readWorkflow('plan-review.yml').jobs.review!.env!.STACK).toBe('${{ matrix.stack }}');
  });

  it('is one for each stack', async () => {
    await post(review('danger'));
    const other = `${commentMarker('test-logging')}\nsafe\n`;
    expect(await post(other, MERGED, { 'matrix.stack': 'test-logging' })).toMatchObject({
      output: 'Posted.',
    });
    await post(review('care'));
    expect(store.comments.map(({ body }) => body.split('\n')[1])).toEqual(['care', 'safe']);
  });

  it('names the commit that was planned where that is the head itself', async () => {
    await post(review('safe'), HEAD);
    expect(store.comments[0]!.body).toBe(posted('safe', 'abcdef0'));
  });

  it.each([
    ['of something else than the head', [BASE, 'd'.repeat(40)]],
    ['of the head on the wrong side', [HEAD, BASE]],
    ['of the head alone', [HEAD]],
    ['of more than two', [BASE, BASE, HEAD]],
  ])('is refused where what was planned is a merge %s', async (_, parents) => {
    store.parents.set(MERGED, parents);
    const { code, output } = await post(review('safe'));
    expect(code).toBe(1);
    expect(output).toContain('commit: must be abcdef0 merged into its target.');
    expect(store.comments).toEqual([]);
  });

  it.each(['', 'HEAD', `${MERGED}0`, '../../user'])(
    'is refused where what was planned is no commit: %j',
    async (planned) => {
      const { code, output } = await post(review('safe'), planned);
      expect(code).toBe(1);
      expect(output).toContain('commit: must be the id of a commit.');
      expect(server.calls).toEqual([]);
    },
  );

  it('is not told of a commit that a newer push has followed', async () => {
    await post(review('danger'));
    store.head = 'e'.repeat(40);
    expect(await post(review('safe'))).toEqual({
      code: 0,
      output: 'A newer push has its own review.',
    });
    expect(store.comments[0]!.body).toBe(posted('danger'));
  });

  it('stays where the run that told it started later than this one', async () => {
    const later = { 'github.event.workflow_run.run_started_at': '2026-11-27T10:00:00Z' };
    await post(review('danger'), MERGED, later);
    expect(await post(review('safe'))).toMatchObject({
      output: 'A run that started later has told its verdict.',
    });
    expect(store.comments[0]!.body).toContain('danger');
    expect(await post(review('care'), MERGED, later)).toMatchObject({ output: 'Updated.' });
  });

  it('is the later one’s also where the earlier claims to be later', async () => {
    await post(`${MARKER}\nsafe\n<!-- planned 2999-01-01T00:00:00Z -->\n`);
    const later = { 'github.event.workflow_run.run_started_at': '2026-11-27T10:00:00Z' };
    expect(await post(review('danger'), MERGED, later)).toMatchObject({ output: 'Updated.' });
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
    const pages = server.calls.filter(({ path }) => path.endsWith('/issues/7/comments'));
    expect(pages).toHaveLength(3);
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
    expect(store.comments[0]!.body).toBe(posted('**The plan could not be reviewed.**', 'abcdef0'));
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
