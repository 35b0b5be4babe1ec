import { spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../../../cluster/package-folder';
import { loadSpec } from '../../../scripts/spec-file/load-spec';
import { validSpec } from '../../support/spec-builder';

const CLI = join(packageFolder(), 'dist', 'scripts', 'cli.js');
const SPEC = JSON.stringify(validSpec());
const NEVER = 'await new Promise(() => {});';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'spec-'))));
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function command(args: readonly string[]): Promise<Run> {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => (out[name] += text));
  }
  return await new Promise((resolve) => child.on('close', (code) => resolve({ code, ...out })));
}

/** A module by its name, and the one line that is told of it. */
const ODD_MODULES: readonly (readonly [title: string, file: string, text: string, line: string])[] =
  [
    [
      'a promise that never comes',
      'never.ts',
      `${NEVER} export default ${SPEC};`,
      'never.ts: must export its spec, but it ended without doing so. It waits for what never comes, or calls process.exit: leave that out.',
    ],
    [
      'an end of the process',
      'exit.ts',
      'process.exit(0);',
      'exit.ts: must export its spec, but it ended without doing so. It waits for what never comes, or calls process.exit: leave that out.',
    ],
    [
      'an end with a code',
      'exit3.cjs',
      'process.exit(3);',
      'exit3.cjs: must export its spec, but it ended without doing so. It waits for what never comes, or calls process.exit: leave that out.',
    ],
    [
      'an error thrown',
      'throws.ts',
      "\n\nthrow new Error('no luck\\nat all');",
      "throws.ts:3: must load, but it threw 'no luck'. Mend it there.",
    ],
    [
      'text thrown',
      'text.ts',
      "throw 'no luck';",
      "text.ts: must load, but it threw 'no luck'. Mend it there.",
    ],
    [
      'nothing thrown',
      'null.ts',
      'throw null;',
      "null.ts: must load, but it threw 'null'. Mend it there.",
    ],
    [
      'an error thrown later',
      'later.ts',
      `setTimeout(() => { throw new Error('late'); }, 1); ${NEVER} export default 1;`,
      "later.ts:1: must load, but it threw 'late'. Mend it there.",
    ],
    [
      'a rejection that nobody hears',
      'rejects.ts',
      `Promise.reject(new Error('unheard')); ${NEVER} export default 1;`,
      "rejects.ts:1: must load, but it threw 'unheard'. Mend it there.",
    ],
    [
      'what is no code',
      'syntax.ts',
      'const a = {\n  b: 1\n  c: 2,\n};',
      'syntax.ts:3: must be TypeScript or JavaScript: Unexpected token, expected ",". Mend it there.',
    ],
    [
      'an import of what is not there',
      'import.ts',
      "import a from 'not-there';\nexport default a;",
      "must find what it imports, but there is no 'not-there'. Install it, or mend the path.",
    ],
    [
      'no default export',
      'named.ts',
      `export const spec = { brokers: 3 };`,
      'named.ts: must have a KafkaClusterSpec as its default export, got { spec: { brokers: 3 } }. End it with `export default spec;`.',
    ],
    [
      'nothing in it',
      'empty.ts',
      '',
      'empty.ts: must have a KafkaClusterSpec as its default export, got {}. End it with `export default spec;`.',
    ],
    [
      'null as its export',
      'null-export.ts',
      'export default null;',
      'null-export.ts: must have a KafkaClusterSpec as its default export, got null. End it with `export default spec;`.',
    ],
    [
      'undefined as its export',
      'undefined.ts',
      'export default undefined;',
      'undefined.ts: must have a KafkaClusterSpec as its default export. End it with `export default spec;`.',
    ],
    [
      'a list as its export',
      'list.ts',
      'export default [];',
      'list.ts: must have a KafkaClusterSpec as its default export, got []. End it with `export default spec;`.',
    ],
    [
      'a function as its export',
      'function.ts',
      `export default function make() { return ${SPEC}; }`,
      'function.ts: must have a KafkaClusterSpec as its default export, got [Function: make]. End it with `export default spec;`.',
    ],
    [
      'a promise as its export',
      'promise.ts',
      'export default Promise.resolve(1);',
      'promise.ts: must have a KafkaClusterSpec as its default export, got Promise { 1 }. End it with `export default spec;`.',
    ],
    [
      'a Map as its export',
      'map.ts',
      "export default new Map([['clusterName', 'logs']]);",
      "map.ts: must have a KafkaClusterSpec as its default export, got Map(1) { 'clusterName' => 'logs' }. End it with `export default spec;`.",
    ],
    ['what is no JSON', 'bad.json', '{ brokers: 3', 'must load, but it threw'],
  ];

it.each(ODD_MODULES)('a spec file with %s is told of in one line', async (_, file, text, line) => {
  writeFileSync(join(folder, file), text);
  const { code, stdout, stderr } = await command(['capacity', file]);
  expect(stderr).toContain(line);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

it('a folder, or nothing at all, is no spec file', async () => {
  mkdirSync(join(folder, 'folder'));
  await expect(loadSpec(join(folder, 'folder'))).rejects.toThrow(
    'must be a file. Name the file in it',
  );
  await expect(loadSpec(join(folder, 'nothing.ts'))).rejects.toThrow(
    'must be a spec file, but there is none',
  );
});

it.each([
  ['a timer that goes on', `setInterval(() => {}, 1000); ${NEVER} export default 1;`],
  ['a loop without end', 'for (;;) {}'],
])('a spec file with %s is given up in time', async (title, text) => {
  const file = join(folder, `${title.replaceAll(' ', '-')}.ts`);
  writeFileSync(file, text);
  await expect(loadSpec(file, 1_500)).rejects.toThrow(
    'must be loaded within 1.5 seconds, but it still runs',
  );
});

it('render tells the same, and writes nothing', async () => {
  writeFileSync(join(folder, 'ends.ts'), 'process.exit(0);');
  const { code, stderr } = await command(['render', 'ends.ts', '--out', 'out']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^ends\.ts: must export its spec.*\n$/);
});

it('what a spec prints, and what it leaves running, is none of the command', async () => {
  writeFileSync(
    join(folder, 'loud.ts'),
    `console.log('loud'); setInterval(() => {}, 1000); export default ${SPEC};`,
  );
  const { code, stdout, stderr } = await command(['capacity', '--json', 'loud.ts']);
  expect(code).toBe(0);
  expect(stderr).toBe('loud\n');
  expect(JSON.parse(stdout)).toMatchObject({ clusterName: 'logs', fits: true });
});

it.each([
  ['JSON', 'spec.json', SPEC],
  ['a CommonJS module', 'spec.cjs', `module.exports = ${SPEC};`],
  ['an ES module', 'spec.mjs', `export default ${SPEC};`],
  [
    'a module that waits for what comes',
    'waits.ts',
    `await new Promise((r) => setTimeout(r, 20)); export default ${SPEC};`,
  ],
  [
    'a module that ends the process only when it is left',
    'handler.ts',
    `process.on('exit', () => process.exit(1)); export default ${SPEC};`,
  ],
])('%s is a spec file', async (_, file, text) => {
  writeFileSync(join(folder, file), text);
  expect(await loadSpec(join(folder, file))).toEqual(validSpec());
});

it('values that JSON has not, and others that a spec may not hold, come as they are', async () => {
  const file = join(folder, 'strange.ts');
  writeFileSync(
    file,
    'export default { clusterName: NaN, brokers: new Map(), retention: { hours: 5n }, domain: undefined };',
  );
  const spec = (await loadSpec(file)) as unknown as Record<string, unknown>;
  expect(spec).toMatchObject({ clusterName: NaN, retention: { hours: 5n }, domain: undefined });
  expect(spec.brokers?.constructor.name).toBe('Foreign');
});
