import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commentMarker } from '../../scripts/plan-review/output/markdown';
import { runProgram } from '../../scripts/system/run-program';
import { describeWithPrograms } from '../support/ci/describe-with-programs';
import { startStandIn, type Answer, type Call, type StandIn } from '../support/ci/stand-in';
import { readGitlabJobs } from '../support/ci/gitlab-jobs';

const JOB = readGitlabJobs()['plan-review-comment']!;
const STACK = 'prod-logging';
const MARKER = commentMarker(STACK);
const HEAD = `abcdef01${'2'.repeat(32)}`;
const BASE = 'b'.repeat(40);
const NOTES = '/api/v4/projects/42/merge_requests/7/notes';
const ME = 900;

interface Note {
  readonly id: number;
  readonly author: number;
  readonly body: string;
}

const review = (text: string): string => `${MARKER}\n${text}\n`;
const posted = (text: string, of = 'abcdef01', pipeline = 100): string =>
  `${review(text)}\n<sub>Of commit ${of} ([pipeline](https://gitlab.example/1)).</sub>\n` +
  `<!-- pipeline ${pipeline} -->\n`;

// The script of the job itself, with the real curl, against a server that stands in for GitLab.
describeWithPrograms('curl', 'jq')('the comment of a merge request', () => {
  let folder: string;
  let server: StandIn;
  let notes: readonly Note[];
  /** What the merge request ends with. */
  let head: string;
  let fault: { readonly method: string; readonly answer: Answer } | undefined;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gitlab-job-'));
    mkdirSync(join(folder, 'review', STACK), { recursive: true });
    notes = [];
    head = HEAD;
    fault = undefined;
    server = await startStandIn({ host: '127.0.0.1', port: 0 }, answer);
  });

  afterEach(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const answer = ({ method, path, query, body, headers }: Call): Answer => {
    if (headers['private-token'] !== 'token-of-the-bot') return { status: 401, body: {} };
    if (fault?.method === method && path.startsWith(NOTES)) return fault.answer;
    if (path === '/api/v4/projects/42/merge_requests/7')
      return { status: 200, body: { sha: head } };
    if (path === '/api/v4/user') return { status: 200, body: { id: ME } };
    const text = new URLSearchParams(body).get('body') ?? '';
    if (method === 'POST' && path === NOTES) {
      notes = [...notes, { id: 1_000 + notes.length, author: ME, body: text }];
      return { status: 201, body: {} };
    }
    if (method === 'PUT') {
      const id = Number(path.slice(NOTES.length + 1));
      notes = notes.map((note) => (note.id === id ? { ...note, body: text } : note));
      return { status: 200, body: {} };
    }
    return path === NOTES ? pageOf(query) : { status: 404, body: { message: '404 Not found' } };
  };

  const pageOf = (query: URLSearchParams): Answer => {
    const page = Number(query.get('page'));
    const size = Number(query.get('per_page'));
    const next = page * size < notes.length ? String(page + 1) : '';
    return {
      status: 200,
      body: notes
        .slice((page - 1) * size, page * size)
        .map(({ id, author, body }) => ({ id, body, author: { id: author } })),
      headers: { 'x-next-page': next },
    };
  };

  const run = async (
    env: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly code: number | undefined; readonly output: string }> => {
    const lines: string[] = [];
    const script = join(folder, 'job.sh');
    writeFileSync(script, `cd '${folder}'\n${JOB.script.join('\n')}`);
    const { code } = await runProgram(['sh', script], {
      env: {
        ...JOB.variables,
        CI_API_V4_URL: `http://127.0.0.1:${server.port}/api/v4`,
        ...{ CI_PROJECT_ID: '42', CI_MERGE_REQUEST_IID: '7', CI_COMMIT_SHA: HEAD },
        ...{ CI_PIPELINE_ID: '100', PLAN_REVIEW_STACK: STACK },
        ...{ CI_PIPELINE_URL: 'https://gitlab.example/1', PLAN_REVIEW_TOKEN: 'token-of-the-bot' },
        TMPDIR: folder,
        ...env,
      },
      onLine: (line) => lines.push(line),
    });
    return { code, output: lines.join('\n') };
  };

  const post = (text: string, env?: Readonly<Record<string, string>>) => {
    const { CI_PIPELINE_ID = '100', CI_COMMIT_SHA = HEAD } = env ?? {};
    writeFileSync(join(folder, 'review', STACK, 'review.md'), text);
    writeFileSync(join(folder, 'review', STACK, 'planned'), `${CI_PIPELINE_ID} ${CI_COMMIT_SHA}\n`);
    return run(env);
  };

  const writes = (): readonly string[] =>
    server.calls
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path}`);

  const chatter = (count: number): readonly Note[] =>
    Array.from({ length: count }, (_, id) => ({ id, author: 1, body: `Note ${id}` }));

  it('is one for each stack', async () => {
    await post(review('danger'));
    mkdirSync(join(folder, 'review', 'test-logging'));
    const other = `${commentMarker('test-logging')}\nsafe\n`;
    writeFileSync(join(folder, 'review', 'test-logging', 'review.md'), other);
    writeFileSync(join(folder, 'review', 'test-logging', 'planned'), `100 ${HEAD}\n`);
    expect(await run({ PLAN_REVIEW_STACK: 'test-logging' })).toMatchObject({ output: 'Posted.' });
    expect(await post(review('care'))).toMatchObject({ output: 'Updated.' });
    expect(notes.map(({ body }) => body.split('\n')[1])).toEqual(['care', 'safe']);
  });

  it('names the head, and what it is merged into where that was planned', async () => {
    await post(review('safe'), {
      ...{ CI_COMMIT_SHA: 'c'.repeat(40), CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: HEAD },
      CI_MERGE_REQUEST_TARGET_BRANCH_SHA: BASE,
    });
    expect(notes[0]!.body).toBe(posted('safe', 'abcdef01, merged into bbbbbbbb'));
  });

  it.each([
    ['pipeline', { CI_PIPELINE_ID: '101' }],
    ['commit', { CI_COMMIT_SHA: 'd'.repeat(40), CI_MERGE_REQUEST_TARGET_BRANCH_SHA: BASE }],
  ])('is not that of an older %s, which a runner’s folder may still hold', async (_, env) => {
    await post(review('safe'));
    await run({ ...env, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: HEAD });
    expect(notes[0]!.body).toContain('**The plan could not be reviewed.**');
  });

  it('is not told of a commit that a newer push has followed', async () => {
    head = 'e'.repeat(40);
    expect(await post(review('safe'))).toEqual({
      code: 0,
      output: 'A newer push has its own review.',
    });
    expect(writes()).toEqual([]);
  });

  it('stays where a newer pipeline has told it, and is updated by the same and by newer ones', async () => {
    await post(review('danger'), { CI_PIPELINE_ID: '1000' });
    expect(await post(review('safe'), { CI_PIPELINE_ID: '999' })).toEqual({
      code: 0,
      output: 'A newer pipeline has told its verdict.',
    });
    expect(notes[0]!.body).toContain('danger');
    for (const CI_PIPELINE_ID of ['1000', '1001']) {
      const { output } = await post(review(`care ${CI_PIPELINE_ID}`), { CI_PIPELINE_ID });
      expect(output).toBe('Updated.');
    }
  });

  it('is posted where there is none, and then updated', async () => {
    notes = chatter(3);
    const text = '`$(touch x)` "${HOME}" & a=b + é 🙂 %0A @file';
    expect(await post(review(text))).toEqual({ code: 0, output: 'Posted.' });
    expect(notes.at(-1)!.body).toBe(posted(text));
    expect(await post(review('safe'))).toEqual({ code: 0, output: 'Updated.' });
    expect(notes.slice(3).map(({ body }) => body)).toEqual([posted('safe')]);
  });

  it('is found on the third page', async () => {
    notes = [...chatter(230), { id: 500, author: ME, body: review('danger') }];
    expect(await post(review('safe'))).toEqual({ code: 0, output: 'Updated.' });
    expect(writes()).toEqual([`PUT ${NOTES}/500`]);
  });

  it('is left alone where nothing has changed', async () => {
    notes = [{ id: 500, author: ME, body: posted('safe').trimEnd().replaceAll('\n', '\r\n') }];
    expect(await post(review('safe'))).toEqual({ code: 0, output: 'The comment says it already.' });
    expect(writes()).toEqual([]);
  });

  it('is told from another author’s comment that begins with the marker', async () => {
    notes = [{ id: 500, author: 1, body: review('safe') }];
    expect(await post(review('danger'))).toEqual({ code: 0, output: 'Posted.' });
    expect(notes[0]!.body).toBe(review('safe'));
  });

  it('says so where there is no review, and shows nothing that a link leads to', async () => {
    await run();
    expect(notes.at(-1)!.body).toBe(posted('**The plan could not be reviewed.**'));
    writeFileSync(join(folder, 'secret'), review('secret'));
    symlinkSync(join(folder, 'secret'), join(folder, 'review', STACK, 'review.md'));
    expect(await run()).toEqual({ code: 0, output: 'The comment says it already.' });
  });

  it.each([
    ['begins otherwise', 'Looks good to me!', `must begin with ${MARKER}.`],
    ['is too long', review('x'.repeat(65_300)), 'must be 65,300 bytes at most.'],
  ])('is refused where the artifact %s', async (_, text, rule) => {
    expect(await post(text)).toEqual({ code: 1, output: `Plan review: review.md: ${rule}` });
    expect(server.calls).toEqual([]);
  });

  describe.each(['GET', 'POST', 'PUT'])('where GitLab refuses a %s', (method) => {
    it.each([
      [403, '403 Forbidden'],
      [404, '404 Not found'],
      [429, 'Too Many Requests'],
      [502, 'Bad Gateway'],
    ])('with %d, the job fails and says why', async (status, message) => {
      if (method === 'PUT') notes = [{ id: 500, author: ME, body: review('safe') }];
      fault = { method, answer: { status, body: { message } } };
      expect(await post(review('danger'))).toEqual({
        code: 1,
        output: `Plan review: The comment could not be posted. GitLab answers ${status}. ${message}`,
      });
    });
  });

  it('fails where GitLab can’t be reached', async () => {
    const { port } = server;
    await server.stop();
    const { code, output } = await post(review('danger'));
    expect(code).toBe(1);
    expect(output).toContain("GitLab can't be reached.");
    server = await startStandIn({ host: '127.0.0.1', port: port! }, answer);
  });
});
