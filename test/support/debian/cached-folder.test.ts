import { existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureCachedFolder } from './cached-folder';

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'cached-'));
});
afterEach(() => rmSync(cache, { recursive: true }));

const ensure = (digest: string) =>
  ensureCachedFolder({ cache, digest, build: async (scratch) => void (await mkdir(scratch)) });

test('a folder of another digest stays while somebody may be about to mount it', async () => {
  const one = await ensure('one');
  await ensure('two');
  expect(existsSync(one)).toBe(true);
});

test('one that nobody has asked for in an hour makes room', async () => {
  const one = await ensure('one');
  const long = new Date(Date.now() - 3_700_000);
  utimesSync(one, long, long);
  await ensure('two');
  expect(existsSync(one)).toBe(false);
});

test('it is built once', async () => {
  await ensure('one');
  const build = () => Promise.reject(new Error('it is there'));
  await expect(ensureCachedFolder({ cache, digest: 'one', build })).resolves.toBe(
    join(cache, 'one'),
  );
});
