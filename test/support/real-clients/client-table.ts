import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../../cluster/package-folder';

export type ClientName = 'java' | 'kcat' | 'node';

/** What docs/security.md says that each client shows, by the first cell of the row. */
export function clientTable(): ReadonlyMap<string, Readonly<Record<ClientName, string>>> {
  const lines = readFileSync(join(packageFolder(), 'docs/security.md'), 'utf8').split('\n');
  const start = lines.findIndex((line) => /^\| what is wrong +\| Java's own/.test(line));
  const rows = lines.slice(start + 2, lines.indexOf('', start));
  return new Map(
    rows.map((line) => {
      const [wrong, java, kcat, node] = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()) as [string, string, string, string];
      return [wrong, { java, kcat, node }];
    }),
  );
}
