import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { markEnd, readSince } from '../../../scripts/local/log-tail';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'log-tail-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('only what was written since the mark is read', () => {
  const file = join(folder, 'server.log');
  writeFileSync(file, 'old\n');
  const mark = markEnd(file);
  appendFileSync(file, 'new\nnewer\n');
  expect(readSince(mark)).toEqual(['new', 'newer']);
});

test('a file that was rotated since is read from its start', () => {
  const file = join(folder, 'server.log');
  writeFileSync(file, 'old and long enough\n');
  const mark = markEnd(file);
  writeFileSync(file, 'new\n');
  expect(readSince(mark)).toEqual(['new']);
});

test('a file that came into being since is read whole; one that never did is empty', () => {
  const file = join(folder, 'server.log');
  const mark = markEnd(file);
  expect(readSince(mark)).toEqual([]);
  writeFileSync(file, 'new\n');
  expect(readSince(mark)).toEqual(['new']);
});

test('of a huge log the end is read', () => {
  const file = join(folder, 'server.log');
  writeFileSync(file, `${'x'.repeat(1_000_000)}\nlast\n`);
  const lines = readSince({ file, from: 0 });
  expect(lines.at(-1)).toBe('last');
  expect(lines.join('').length).toBeLessThan(300_000);
});
