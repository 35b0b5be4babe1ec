import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../cluster/package-folder';

const read = (file: string) => readFileSync(join(packageFolder(), file), 'utf8');
const [, list = ''] = /^const BY_NAME = \[([^]*?)\];$/m.exec(read('jest.config.mjs')) ?? [];
const files = [...list.matchAll(/'([^']+)'/g)].map(([, file]) => file!);

it('suites that run by name alone are there, and docs/tests.md says what each is for', () => {
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => !existsSync(join(packageFolder(), file)))).toEqual([]);
  expect(files.filter((file) => !read('docs/tests.md').includes(`| \`${file}\` `))).toEqual([]);
});
