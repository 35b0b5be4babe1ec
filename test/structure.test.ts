import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { packageFolder } from '../cluster/package-folder';

const ROOT = packageFolder();
/** Imports run one way; eslint.config.mjs shows the same while one writes. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  cluster: ['cluster'],
  stacks: ['stacks', 'cluster'],
  scripts: ['scripts', 'cluster'],
};

/** The rooms of scripts/plan-review; what all of them share lies on top, and imports from none. */
const PLAN_REVIEW: Readonly<Record<string, readonly string[]>> = {
  facts: [],
  rules: ['facts'],
  reviewing: ['facts', 'rules'],
  output: ['rules'],
};

function sources(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
}

/** Every module that a file names: static and dynamic imports, and require. */
function modulesOf(file: string): readonly string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/(?:from|import|import\(|require\()\s*'([^']+)'/g)].map(
    ([, name]) => name!,
  );
}

describe.each(Object.keys(MAY_IMPORT))('%s/', (room) => {
  it('imports only from the rooms below it', () => {
    const strays = sources(room).flatMap((file) =>
      modulesOf(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => normalize(join(dirname(file), name)))
        .filter((target) => !MAY_IMPORT[room]!.includes(target.split('/')[0]!))
        .map((target) => `${file} imports ${target}`),
    );
    expect(strays).toEqual([]);
  });

  it('knows cdktf only where AWS is asked for something', () => {
    const strays = sources(room).filter((file) =>
      modulesOf(file).some(
        (name) => /^(@?cdktf|constructs)/.test(name) && !name.startsWith('cdktf-kafka-cluster'),
      ),
    );
    expect(room === 'stacks' ? [] : strays).toEqual([]);
  });
});

describe('scripts/plan-review/', () => {
  const place = join('scripts', 'plan-review');
  const roomOf = (file: string) => relative(place, file).split('/').slice(0, -1)[0] ?? '';

  it('imports one way from room to room', () => {
    const strays = sources(place).flatMap((file) =>
      modulesOf(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => normalize(join(dirname(file), name)))
        .filter((target) => target.startsWith(`${place}/`))
        .map((target) => ({ target, room: sourceRoom(target) }))
        .filter(({ room }) => room !== '' && room !== roomOf(file))
        .filter(({ room }) => !PLAN_REVIEW[roomOf(file)]?.includes(room))
        .map(({ target }) => `${file} imports ${target}`),
    );
    expect(strays).toEqual([]);
  });

  it('has the rooms that are named here, and no others', () => {
    const rooms = new Set(sources(place).map(roomOf));
    expect([...rooms].sort()).toEqual(['', ...Object.keys(PLAN_REVIEW)].sort());
  });

  /** Of a module by its path without ending, or by its folder's where it is an index. */
  function sourceRoom(target: string): string {
    const isFolder = existsSync(join(ROOT, target, 'index.ts'));
    return isFolder ? relative(place, target) : roomOf(target);
  }
});

it('cluster/ touches neither network nor processes', () => {
  const effects = /^(node:)?(net|http|https|dgram|child_process|tls)$|^@platformatic|^ssh2$/;
  const strays = sources('cluster').filter((file) =>
    modulesOf(file).some((name) => effects.test(name)),
  );
  expect(strays).toEqual([]);
});

it('no source file outgrows one screenful of ideas: 400 lines', () => {
  const long = ['cluster', 'stacks', 'scripts']
    .flatMap(sources)
    .filter((file) => !file.startsWith(join('cluster', 'data')))
    .filter((file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > 400);
  expect(long).toEqual([]);
});

/** These try many values on all that a folder does, and mirror none of its files. */
const OF_A_WHOLE_FOLDER = ['cluster/odd-specs', 'stacks/odd-props', 'scripts/terminal/widths'];

it('every test that mirrors a source file still has it', () => {
  const orphans = ['cluster', 'scripts', 'stacks']
    .map((room) => join('test', room))
    .filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap(sources)
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => relative('test', file).replace(/\.test\.ts$/, ''))
    .filter((source) => !OF_A_WHOLE_FOLDER.includes(source))
    .filter((source) => !existsSync(join(ROOT, `${source}.ts`)) && !existsSync(join(ROOT, source)));
  expect(orphans).toEqual([]);
});

it('what an address is says cluster/cidr.ts alone, which asks a library', () => {
  const byHand = [
    /'ip-address'|'ipaddr\.js'|\bisIPv?[46]?\b|\bBlockList\b/,
    /25\[0-5\]|\\d\{1,3\}\)?\\\.|\* 256\b|<< (?:8|16)n?\b|2 \*\* \(32\b/,
    /split\('\.'\)[^]{0,80}length === 4/,
  ];
  const strays = ['cluster', 'stacks', 'scripts']
    .flatMap(sources)
    .filter((file) => byHand.some((sign) => sign.test(readFileSync(join(ROOT, file), 'utf8'))));
  expect(strays).toEqual([join('cluster', 'cidr.ts')]);
});
