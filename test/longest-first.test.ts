import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const order = readFileSync(join(__dirname, 'longest-first.mts'), 'utf8');
const listed = [...order.matchAll(/^ {2}'(.+\.test\.ts)',$/gm)].map(([, file]) => file!);

it('suites that begin first are there', () => {
  expect(listed.length).toBeGreaterThan(5);
  expect(listed.filter((file) => !existsSync(join(__dirname, file)))).toEqual([]);
});
