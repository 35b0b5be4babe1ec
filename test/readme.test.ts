import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../cluster/package-folder';

const read = (...path: readonly string[]) => readFileSync(join(packageFolder(), ...path), 'utf8');
const readme = read('README.md');

it('the spec in the README is the one of the production cluster', () => {
  expect(readme).toContain(read('stacks', 'prod-logging.spec.ts').trim());
});

it('the tests that CI runs are those of the README', () => {
  const command = /^(npm ci && npm test)\b/m.exec(readme)?.[1];
  expect(command).toBeDefined();
  expect(read('.ci', 'run').split('\n')).toContain(command);
});

it('every file and folder that the README names is there', () => {
  const linked = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => path!);
  const named = [
    ...readme.matchAll(/`((?:cluster|scripts|stacks|templates|docs)\/[\w./-]*)`/g),
  ].map(([, path]) => path!);
  expect(linked.length).toBeGreaterThan(5);
  const missing = [...linked, ...named].filter((path) => !existsSync(join(packageFolder(), path)));
  expect(missing).toEqual([]);
});
