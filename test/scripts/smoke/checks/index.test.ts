import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../../../cluster/package-folder';
import { SMOKE_CHECKS } from '../../../../scripts/smoke/checks';

const ids = SMOKE_CHECKS.map(({ id }) => id);

it('has a page with a row for each check, in the same order', () => {
  const page = readFileSync(join(packageFolder(), 'docs/smoke-checks.md'), 'utf8');
  const [, section = ''] = page.split('## What each check proves');
  const [table = ''] = section.split('\n## ');
  expect([...table.matchAll(/^\| `([a-z-]+)` /gm)].map(([, id]) => id)).toEqual(ids);
});

it('shows first, as the page says, the eight that look at the hosts', () => {
  expect(SMOKE_CHECKS.map(({ needsHosts }) => needsHosts === true)).toEqual([
    ...Array<boolean>(8).fill(true),
    ...Array<boolean>(ids.length - 8).fill(false),
  ]);
});

it('knows each by an id of its own', () => {
  expect(new Set(ids).size).toBe(ids.length);
});
