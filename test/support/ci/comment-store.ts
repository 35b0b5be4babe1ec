import type { Answer, Call } from './stand-in';

export interface StoredComment {
  readonly id: number;
  readonly author: string;
  readonly body: string;
}

/** The comments of one pull request, and its commits, as GitHub's API serves them. */
export class CommentStore {
  comments: readonly StoredComment[] = [];
  /** What the pull request ends with. */
  head: string | undefined;
  /** The parents of commits. */
  readonly parents = new Map<string, readonly string[]>();
  /** Takes the place of the next answers to this method. */
  fault: { readonly method: string; readonly answer: Answer } | undefined;

  constructor(private readonly place: { readonly repository: string; readonly number: number }) {}

  answer({ method, path, query, body }: Call): Answer {
    if (this.fault?.method === method) return this.fault.answer;
    const { repository, number } = this.place;
    if (method === 'GET' && path === `/repos/${repository}/pulls/${number}`) {
      return { status: 200, body: { head: { sha: this.head } } };
    }
    const commit = /\/commits\/([0-9a-f]{40})$/.exec(path)?.[1] ?? '';
    if (this.parents.has(commit)) {
      return { status: 200, body: { parents: this.parents.get(commit)!.map((sha) => ({ sha })) } };
    }
    const all = `/repos/${repository}/issues/${number}/comments`;
    if (method === 'GET' && path === all) return this.page(all, query);
    if (method === 'POST' && path === all) return this.add(textOf(body));
    const [, id] = /\/issues\/comments\/(\d+)$/.exec(path) ?? [];
    if (method === 'PATCH' && id) return this.update(Number(id), textOf(body));
    return { status: 404, body: { message: 'Not Found' } };
  }

  private page(path: string, query: URLSearchParams): Answer {
    const size = Number(query.get('per_page') ?? '30');
    const page = Number(query.get('page') ?? '1');
    const shown = this.comments.slice((page - 1) * size, page * size);
    const isLast = page * size >= this.comments.length;
    const next = `https://api.github.com${path}?per_page=${size}&page=${page + 1}`;
    return {
      status: 200,
      body: shown.map(({ id, author, body }) => ({ id, body, user: { login: author } })),
      ...(isLast ? {} : { headers: { link: `<${next}>; rel="next"` } }),
    };
  }

  private add(body: string): Answer {
    const id = 9_000 + this.comments.length;
    this.comments = [...this.comments, { id, author: 'github-actions[bot]', body }];
    return { status: 201, body: { id, body } };
  }

  private update(id: number, body: string): Answer {
    this.comments = this.comments.map((each) => (each.id === id ? { ...each, body } : each));
    return { status: 200, body: { id, body } };
  }
}

function textOf(body: string): string {
  return (JSON.parse(body) as { readonly body: string }).body;
}
