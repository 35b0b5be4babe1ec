import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { packageFolder } from '../cluster/package-folder';
import { importsOfRoom, isWithin, mayImport, ROOMS } from './rooms';
import { circlesOf, importGraph, modulesOf, sourcesIn, type Graph } from './support/import-graph';

const ROOT = packageFolder();
const CODE = ['cluster', 'stacks', 'scripts'];
const GRAPH = importGraph(CODE);
const ARROWS = [...GRAPH].flatMap(([file, targets]) =>
  targets.map((target) => [file, target] as const),
);

describe('the rooms of the code', () => {
  it('are those of the table, and no others', () => {
    const folders = new Set([...GRAPH.keys()].map((file) => dirname(file)));
    expect([...folders].sort()).toEqual(Object.keys(ROOMS).sort());
  });

  it('import only what the table lets them', () => {
    const strays = ARROWS.filter(([file, target]) => !mayImport(file, target));
    expect(strays.map(([file, target]) => `${file} imports ${target}`)).toEqual([]);
  });

  it('import all that the table lets them', () => {
    const unused = Object.entries(ROOMS).flatMap(([room, { imports }]) =>
      imports
        .filter((other) => !ARROWS.some(([a, b]) => isWithin(a, room) && isWithin(b, other)))
        .map((other) => `${room} never imports ${other}`),
    );
    expect(unused).toEqual([]);
  });

  it('have no arrows both ways between them, and no other circle', () => {
    const rooms = Object.keys(ROOMS);
    const reached = (room: string) =>
      rooms.filter((other) => importsOfRoom(room).some((each) => isWithin(other, each)));
    expect(circlesOf(new Map(rooms.map((room) => [room, reached(room)])))).toEqual([]);
  });

  it('are told in docs/structure.md as they are in the table', () => {
    const page = readFileSync(join(ROOT, 'docs/structure.md'), 'utf8');
    const told = [...page.matchAll(/^\| `(.+?)\/` +\| (.+?) +\| (.+?) *\|$/gm)].map(
      ([, room, holds, imports]) => [room, holds, imports],
    );
    const short = (other: string, room: string) =>
      other.replace(new RegExp(`^${room.split('/')[0]}/`), '');
    expect(told).toEqual(
      Object.entries(ROOMS).map(([room, { holds, imports }]) => [
        room,
        holds,
        imports.map((other) => short(other, room)).join(', ') || '-',
      ]),
    );
  });
});

describe('the files of the code', () => {
  it('import each other in no circle', () => {
    expect(circlesOf(GRAPH)).toEqual([]);
  });

  it.each<[string, Graph, number]>([
    [
      'a way that forks and meets again',
      new Map([
        ['a', ['b', 'c']],
        ['b', ['d']],
        ['c', ['d']],
      ]),
      0,
    ],
    [
      'two that import each other',
      new Map([
        ['a', ['b']],
        ['b', ['a']],
      ]),
      1,
    ],
    [
      'a long way round, entered from outside',
      new Map([
        ['x', ['a']],
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['a']],
      ]),
      1,
    ],
    [
      'two circles that share a file',
      new Map([
        ['a', ['b', 'c']],
        ['b', ['a']],
        ['c', ['a']],
      ]),
      2,
    ],
    ['one that imports itself', new Map([['a', ['a']]]), 1],
  ])('of %s, as many circles as there are', (_, graph, count) => {
    expect(circlesOf(graph)).toHaveLength(count);
  });

  it('know cdktf only where AWS is asked for something', () => {
    const strays = ['cluster', 'scripts']
      .flatMap(sourcesIn)
      .filter((file) =>
        modulesOf(file).some((name) => /^(@?cdkt[fn]|constructs)(\/|$)/.test(name)),
      );
    expect(strays).toEqual([]);
  });
});

it('cluster/ touches neither network nor processes', () => {
  const effects = /^(node:)?(net|http|https|dgram|child_process|tls)$|^@platformatic|^ssh2$/;
  const strays = sourcesIn('cluster').filter((file) =>
    modulesOf(file).some((name) => effects.test(name)),
  );
  expect(strays).toEqual([]);
});

it('no source file outgrows one screenful of ideas: 400 lines', () => {
  const long = ['cluster', 'stacks', 'scripts']
    .flatMap(sourcesIn)
    .filter((file) => !file.startsWith(join('cluster', 'data')))
    .filter((file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > 400);
  expect(long).toEqual([]);
});

/** These try many values on all that a folder does, and mirror none of its files. */
const OF_A_WHOLE_FOLDER = [
  'cluster/odd-specs',
  'stacks/odd-props',
  'scripts/cli-loading',
  'scripts/local/each-release',
  'scripts/terminal/widths',
];

it('every test that mirrors a source file still has it', () => {
  const orphans = ['cluster', 'scripts', 'stacks']
    .map((room) => join('test', room))
    .filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap(sourcesIn)
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => relative('test', file).replace(/\.test\.ts$/, ''))
    .filter((source) => !OF_A_WHOLE_FOLDER.includes(source))
    .filter(
      (source) => !['.ts', '.mts', ''].some((end) => existsSync(join(ROOT, `${source}${end}`))),
    );
  expect(orphans).toEqual([]);
});

it('what an address is says cluster/cidr.ts alone, which asks a library', () => {
  const byHand = [
    /'ip-address'|'ipaddr\.js'|\bisIPv?[46]?\b|\bBlockList\b/,
    /25\[0-5\]|\\d\{1,3\}\)?\\\.|\* 256\b|<< (?:8|16)n?\b|2 \*\* \(32\b/,
    /split\('\.'\)[^]{0,80}length === 4/,
  ];
  const strays = ['cluster', 'stacks', 'scripts']
    .flatMap(sourcesIn)
    .filter((file) => byHand.some((sign) => sign.test(readFileSync(join(ROOT, file), 'utf8'))));
  expect(strays).toEqual([join('cluster', 'cidr.ts')]);
});

it('the root of cluster/ has no more than 20 files', () => {
  const onTop = sourcesIn('cluster').filter((file) => dirname(file) === 'cluster');
  expect(onTop.length).toBeLessThanOrEqual(20);
});

it('what is built has nothing of files that are gone', () => {
  const built = CODE.flatMap((folder) => sourcesIn(join('dist', folder)));
  const sources = built.map((file) => relative('dist', file).replace(/\.d\.ts$/, '.ts'));
  expect(sources.filter((source) => !existsSync(join(ROOT, source)))).toEqual([]);
});
