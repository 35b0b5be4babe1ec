import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDistribution } from '../../../scripts/distribution/ensure-distribution';
import { CLASS_LISTS, classLists } from '../../../scripts/distribution/class-lists';
import { distributionName, pinnedJars } from '../../../scripts/distribution/pinned-jars';
import { runningProcesses } from '../../support/running-processes';
import { until } from '../../support/until';

// Real Maven runs, about 3 s each where its local repository has the jars.
let cache: string;
beforeEach(() => (cache = mkdtempSync(join(tmpdir(), 'distribution-'))));
afterEach(() => rmSync(cache, { recursive: true, force: true }));

const progress: string[] = [];
beforeEach(() => progress.splice(0));
const ensure = (options: Parameters<typeof ensureDistribution>[0] = {}) =>
  ensureDistribution({ cache, onProgress: (text) => progress.push(text), ...options });
const folders = () => readdirSync(cache);

test('Maven brings the pinned jars once, and what is damaged is made anew', async () => {
  const folder = await ensure();
  expect(folders()).toEqual([distributionName('3.9.2')]);
  expect(readdirSync(join(folder, 'libs'))).toEqual(pinnedJars('3.9.2').map(({ name }) => name));

  progress.splice(0);
  expect(await ensure({ thorough: true })).toBe(folder);
  expect(progress).toEqual([]);

  const { name } = pinnedJars('3.9.2')[0]!;
  appendFileSync(join(folder, 'libs', name), 'x');
  expect(await ensure()).toBe(folder);
  expect(progress[0]).toMatch(`is damaged (${name} has`);

  // The same size, so that names and sizes alone don't tell.
  const jar = readFileSync(join(folder, 'libs', name));
  jar[100]! ^= 1;
  writeFileSync(join(folder, 'libs', name), jar);
  await ensure();
  expect(readFileSync(join(folder, 'libs', name)).equals(jar)).toBe(true);
  await ensure({ thorough: true });
  expect(readFileSync(join(folder, 'libs', name)).equals(jar)).toBe(false);
  expect(folders()).toEqual([distributionName('3.9.2')]);
});

test('the class lists lie beside the jars, and a changed one is made anew', async () => {
  const folder = await ensure();
  const [{ name, content }] = classLists('3.9.2') as [ReturnType<typeof classLists>[number]];
  const list = join(folder, CLASS_LISTS, name);
  expect(readdirSync(join(folder, CLASS_LISTS))).toEqual(classLists('3.9.2').map((l) => l.name));
  appendFileSync(list, 'x');
  await ensure();
  expect(progress.join()).toMatch(`is damaged (class-lists/${name} is not the package's)`);
  expect(readFileSync(list).equals(content)).toBe(true);
});

test('several processes at once end with one whole distribution', async () => {
  const program = join(cache, 'ensure.cjs');
  const module = join(__dirname, '../../../dist/scripts/distribution/ensure-distribution.js');
  writeFileSync(
    program,
    `require(${JSON.stringify(module)}).ensureDistribution({ cache: ${JSON.stringify(join(cache, 'c'))} })`,
  );
  const children = [1, 2].map(() => fork(program));
  const codes = await Promise.all(children.map((child) => once(child, 'exit')));
  expect(codes).toEqual([
    [0, null],
    [0, null],
  ]);
  expect(readdirSync(join(cache, 'c'))).toEqual([distributionName('3.9.2')]);
});

test('interrupted, it leaves neither Maven nor a folder behind', async () => {
  const controller = new AbortController();
  const running = ensure({ signal: controller.signal });
  const maven = () => runningProcesses(join(cache, distributionName('3.9.2')));
  await until('Maven runs', () => maven().length > 0);
  controller.abort(new Error('enough'));
  await expect(running).rejects.toThrow('enough');
  expect(maven()).toEqual([]);
  expect(folders()).toEqual([]);
});

test('the scratch folder of a process that was killed is removed', async () => {
  const { pid } = spawnSync('true');
  const abandoned = join(cache, `${distributionName('3.9.2')}.partial-${pid}-x`);
  mkdirSync(abandoned);
  const controller = new AbortController();
  controller.abort(new Error('no Maven needed here'));
  await expect(ensure({ signal: controller.signal })).rejects.toThrow('no Maven needed here');
  expect(existsSync(abandoned)).toBe(false);
});
