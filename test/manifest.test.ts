import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../cluster/package-folder';

type Overrides = Readonly<Record<string, unknown>>;

const read = <T>(file: string): T =>
  JSON.parse(readFileSync(join(packageFolder(), file), 'utf8')) as T;

const { overrides } = read<{ overrides: Overrides }>('package.json');

/** Of npm's own grammar what versions, comparators and their ranges are made of: no name, no address. */
const RANGE = /^(?:\*|[v^~<>=\s|-]*\d[\w.+\s<>=^~|-]*)$/;

/** Every range in overrides, which may stand inside of each other, with the way to it. */
function rangesOf(of: Overrides, way = ''): readonly (readonly [string, string])[] {
  return Object.entries(of).flatMap(([name, value]) => {
    const at = `${way}/${name}`;
    return typeof value === 'object' && value !== null
      ? rangesOf(value as Overrides, at)
      : [[at, String(value)] as const];
  });
}

describe('package.json', () => {
  // npm 9.2, which is Debian's, takes any other override for a fault of the lockfile.
  it('overrides by version ranges alone', () => {
    const ranges = rangesOf(overrides);
    expect(ranges.length).toBeGreaterThan(0);
    expect(ranges.filter(([, range]) => !RANGE.test(range))).toEqual([]);
  });

  it.each(['1.12.2', '^1.2', '>=1.2.3 <2', '1.x || 2.0.0-beta.1', '*', '1.2 - 1.4'])(
    'takes %s for a range',
    (range) => {
      expect(range).toMatch(RANGE);
    },
  );

  it.each([
    'npm:@lydell/node-pty@1.1.0',
    '$node',
    'latest',
    'file:vendor',
    'https://a.b/c.tgz',
    '',
  ])('takes %j for none', (range) => {
    expect(range).not.toMatch(RANGE);
  });
});

describe('package-lock.json', () => {
  interface Locked {
    readonly resolved?: string;
    readonly integrity?: string;
    readonly link?: boolean;
    readonly inBundle?: boolean;
  }
  const { packages } = read<{ packages: Readonly<Record<string, Locked>> }>('package-lock.json');
  const fetched = Object.entries(packages).filter(
    ([path, { link }]) => path.startsWith('node_modules/') && !link,
  );

  it('names no registry, so that each machine asks its own', () => {
    const strays = Object.values(packages).flatMap(({ resolved }) => resolved ?? []);
    expect(strays.filter((address) => /:/.test(address))).toEqual([]);
  });

  it('pins the content of every package that is fetched', () => {
    const loose = fetched.filter(([, { integrity, inBundle }]) => !integrity && !inBundle);
    expect(fetched.length).toBeGreaterThan(500);
    expect(loose.map(([path]) => path)).toEqual([]);
  });
});
