import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../cluster/package-folder';

const page = readFileSync(join(packageFolder(), 'docs/security.md'), 'utf8');

/** The rows of a section's first table, each as its cells. */
function rowsOf(section: string): readonly (readonly string[])[] {
  const [, text = ''] = page.split(`\n## ${section}\n`);
  const [table = ''] = text.match(/^\|[^]*?(?=\n\n)/m) ?? [];
  const [, , ...rows] = table.split('\n');
  return rows.map((row) => row.split('|').slice(1, -1));
}

const promises = ['What is protected', 'A secured cluster'].flatMap(rowsOf);

it('has many promises, each with what keeps it', () => {
  expect(promises.length).toBeGreaterThan(30);
  for (const cells of promises) expect(cells).toHaveLength(3);
});

it.each(promises.map(([against = '', , shown = '']) => ({ against: against.trim(), shown })))(
  'against $against: names tests that are there',
  ({ shown }) => {
    const named = [...shown.matchAll(/`(test\/[^`]+)`/g)].map(([, path]) => path!);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((path) => !existsSync(join(packageFolder(), path)))).toEqual([]);
  },
);
