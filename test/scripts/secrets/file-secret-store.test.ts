import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileSecretStore } from '../../../scripts/secrets/file-secret-store';
import { newPassword } from '../../../scripts/secrets/secret-store';
import { keepsSecrets } from '../../support/keeps-secrets';

const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
const store = new FileSecretStore(join(folder, 'secrets'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

keepsSecrets(() => store);

test('many that are kept at once leave one file', async () => {
  await Promise.all([1, 2, 3, 4].map((n) => store.keep('many/app', `secret ${n}`)));
  expect(readdirSync(join(folder, 'secrets/many'))).toEqual(['app']);
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
