import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileSecretStore } from '../../../scripts/secrets/file-secret-store';
import { newPassword } from '../../../scripts/secrets/secret-store';

const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
const store = new FileSecretStore(join(folder, 'secrets'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a secret that is not there is none', async () => {
  expect(await store.read('clients/nobody')).toBeUndefined();
});

test('the first that is kept stays, however many come at once', async () => {
  const kept = await Promise.all([1, 2, 3, 4].map((n) => store.keep('clients/app', `secret ${n}`)));
  expect(new Set(kept).size).toBe(1);
  expect(await store.read('clients/app')).toBe(kept[0]);
  expect(readdirSync(join(folder, 'secrets/clients'))).toEqual(['app']);
});

test('one can be replaced, and removed', async () => {
  await store.replace('clients/app', 'another');
  expect(await store.read('clients/app')).toBe('another');
  await store.remove('clients/app');
  expect(await store.read('clients/app')).toBeUndefined();
  await store.remove('clients/app');
});

test('only their user reads them', async () => {
  await store.keep('deep/er/one', 'x');
  const mode = (path: string) => statSync(join(folder, path)).mode & 0o777;
  expect(['secrets', 'secrets/deep', 'secrets/deep/er'].map(mode)).toEqual([0o700, 0o700, 0o700]);
  expect(mode('secrets/deep/er/one')).toBe(0o600);
});

test('passwords are long, and no two the same', () => {
  const some = Array.from({ length: 100 }, newPassword);
  expect(new Set(some).size).toBe(100);
  for (const each of some) expect(each).toMatch(/^[\w-]{32}$/);
});
