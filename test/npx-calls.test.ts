import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { packageFolder } from '../cluster/package-folder';
import { PROGRAM } from '../cluster/program';

// Who registers a name that a reader gives to npx runs code with that reader's rights.

const ROOT = packageFolder();
/** Not ours, or made from what is. */
const LEFT_OUT = ['node_modules', 'dist', '.git', '.work', 'cdktf.out', 'coverage'];
const THIS = join('test', 'npx-calls.test.ts');
/** What can be meant by a word behind npx: in prose "npx runs" means nothing. */
const PROGRAMS = new Set([PROGRAM, 'cdktf', ...readdirSync(join(ROOT, 'node_modules/.bin'))]);
/** A command line, or an argument list, with its first word behind npx. */
const CALL =
  /\b(?:npx|npm exec|npm x|pnpm dlx|yarn dlx|bunx)(?:\s+|['"],\s*['"])(-?-?@?[\w./-]*\w)/g;

/** Whether the registry may bring what this line calls. */
function mayFetch(line: string): boolean {
  return [...line.matchAll(CALL)].some(
    ([, word = '']) =>
      PROGRAMS.has(word.replace(/(.)@.*/, '$1')) || /^(-(?!-no-install$)|@)/.test(word),
  );
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return LEFT_OUT.includes(entry.name) ? [] : filesIn(path);
    return entry.isFile() && path !== 'package-lock.json' && path !== THIS ? [path] : [];
  });
}

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

describe('no place says to run what the registry may bring', () => {
  it.each([
    'npx cdktf-kafka status',
    'Make it with `npx cdktf-kafka distribution`',
    "run('npx', 'cdktf-kafka')",
    'npx -y cdktf-kafka',
    'npm exec cdktf-kafka',
    'npx cdktf synth',
    'npx --package=cdktf-cli cdktf',
  ])('%s would be found', (text) => {
    expect(mayFetch(text)).toBe(true);
  });

  it.each([
    'npx --no-install cdktf-kafka status',
    "run('npx', '--no-install', 'cdktf-kafka')",
    'a bare `npx` fetches it',
    'npx fetches it',
  ])('%s is left alone', (text) => {
    expect(mayFetch(text)).toBe(false);
  });

  it('in docs, workflows, templates, code and tests', () => {
    const lines = filesIn('').flatMap((file) =>
      read(file)
        .split('\n')
        .map((line, index) => ({ line, at: `${file}:${index + 1}: ${line.trim()}` })),
    );
    expect(lines.length).toBeGreaterThan(10_000);
    expect(lines.filter(({ line }) => mayFetch(line)).map(({ at }) => at)).toEqual([]);
  });
});

describe("the program's name in what code prints", () => {
  const sources = ['cluster', 'scripts', 'stacks']
    .flatMap(filesIn)
    .filter((file) => file.endsWith('.ts') && file !== join('cluster', 'program.ts'));

  it('comes from cluster/program.ts, with how to call it', () => {
    // Not what merely holds it: the host's own program, a topic's name, a folder.
    const named = new RegExp(`(?<![\\w/-])${PROGRAM}(?![\\w-])`);
    const strays = sources.flatMap((file) => literalsOf(file).filter((text) => named.test(text)));
    expect(strays).toEqual([]);
  });

  it('is followed by a command that it has', () => {
    const called = sources.flatMap((file) =>
      [...read(file).matchAll(/PROGRAM\} ([a-z][a-z-]*)/g)].map(([, command]) => command!),
    );
    const prose = ['that', 'on'];
    expect(called.length).toBeGreaterThan(10);
    expect(
      called.filter(
        (word) => !prose.includes(word) && !existsSync(join(ROOT, `scripts/commands/${word}.ts`)),
      ),
    ).toEqual([]);
  });

  function literalsOf(file: string): readonly string[] {
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) found.push(node.text);
      if (ts.isTemplateMiddleOrTemplateTail(node)) found.push(node.text);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true));
    return found;
  }
});
