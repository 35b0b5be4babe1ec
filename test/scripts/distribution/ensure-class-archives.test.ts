import { execFileSync, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CLASS_ARCHIVES,
  ensureClassArchives,
} from '../../../scripts/distribution/ensure-class-archives';
import { CLASS_LISTS } from '../../../scripts/distribution/class-lists';
import { ensureDistribution } from '../../../scripts/distribution/ensure-distribution';
import { findJava } from '../../../scripts/prerequisites/java';
import { runningProcesses } from '../../support/running-processes';
import { until } from '../../support/until';

const MODULE = join(__dirname, '../../../dist/scripts/distribution/ensure-class-archives.js');
const java = findJava()!;
const progress: string[] = [];
let distribution: string;

/** The jars of the user's cache, and lists of a few classes, from which a dump takes a second. */
beforeEach(async () => {
  progress.splice(0);
  distribution = mkdtempSync(join(tmpdir(), 'class-archives-'));
  symlinkSync(join(await ensureDistribution(), 'libs'), join(distribution, 'libs'));
  mkdirSync(join(distribution, CLASS_LISTS));
  for (const process of ['kafka', 'zookeeper']) {
    const list = 'java/lang/Object\njava/lang/String\nkafka/Kafka\n';
    writeFileSync(join(distribution, CLASS_LISTS, `${process}.txt`), list);
  }
});
afterEach(() => rmSync(distribution, { recursive: true, force: true }));

const ensure = (options: Partial<Parameters<typeof ensureClassArchives>[0]> = {}) =>
  ensureClassArchives({
    ...{ distribution, java, onProgress: (text) => progress.push(text) },
    ...options,
  });
const archives = () => readdirSync(join(distribution, CLASS_ARCHIVES)).sort();

it('an archive for each process is made once, and is then found without a word', async () => {
  const made = await ensure();
  expect(Object.keys(made)).toEqual(['kafka', 'zookeeper']);
  expect(archives()).toEqual(Object.values(made).map((file) => file.split('/').at(-1)));
  expect(progress).toEqual([
    'archives of the classes are made once: later starts take half the time',
  ]);
  // -Xshare:on ends where the archive does not fit.
  const fits = (file: string) =>
    spawnSync(java, [
      '-Xshare:on',
      `-XX:SharedArchiveFile=${file}`,
      '-cp',
      `${distribution}/libs/*`,
      '-version',
    ]).status;
  expect(Object.values(made).map(fits)).toEqual([0, 0]);
  progress.splice(0);
  expect(await ensure()).toEqual(made);
  expect(progress).toEqual([]);
});

it('another JVM has archives of its own', async () => {
  const other = join(distribution, 'other-jvm');
  mkdirSync(join(other, 'bin'), { recursive: true });
  mkdirSync(join(other, 'lib'));
  writeFileSync(join(other, 'lib/modules'), '');
  const calls = join(other, 'calls');
  const script = `#!/bin/sh\necho "$JDK_JAVA_OPTIONS" >> ${calls}\nexec ${java} "$@"\n`;
  writeFileSync(join(other, 'bin/java'), script, { mode: 0o755 });
  const first = await ensure();
  process.env.JDK_JAVA_OPTIONS = '-Xshare:off';
  const second = await ensure({ java: join(other, 'bin/java') }).finally(
    () => delete process.env.JDK_JAVA_OPTIONS,
  );
  expect(second.kafka).not.toBe(first.kafka);
  expect(archives()).toHaveLength(4);
  // Nothing of the user's own options.
  expect(readFileSync(calls, 'utf8')).toBe('\n\n');
});

it('several processes at once end with one whole archive each', async () => {
  const program = join(distribution, 'ensure.cjs');
  const call = `ensureClassArchives(${JSON.stringify({ distribution, java })})`;
  writeFileSync(program, `require(${JSON.stringify(MODULE)}).${call}`);
  const children = [1, 2].map(() => fork(program));
  const codes = await Promise.all(children.map((child) => once(child, 'exit')));
  expect(codes.flat()).toEqual([0, null, 0, null]);
  expect(archives()).toHaveLength(2);
});

describe('a start goes on without them', () => {
  it('where the folder can not be written to', async () => {
    writeFileSync(join(distribution, CLASS_ARCHIVES), '');
    expect(await ensure()).toEqual({});
    expect(progress[1]).toMatch(/^starting without an archive of classes: EEXIST: /);
  });

  it('where the dump fails, of which nothing is left', async () => {
    rmSync(join(distribution, 'libs'));
    mkdirSync(join(distribution, 'libs'));
    for (const process of ['kafka', 'zookeeper']) {
      const list = join(distribution, CLASS_LISTS, `${process}.txt`);
      rmSync(list);
      mkdirSync(list);
    }
    expect(await ensure()).toEqual({});
    expect(progress[1]).toMatch(/^starting without an archive of classes: ./);
    expect(archives()).toEqual([]);
  });

  it("where a distribution has no lists, as Apache's own", async () => {
    rmSync(join(distribution, CLASS_LISTS), { recursive: true });
    expect(await ensure()).toEqual({});
    expect(progress).toEqual([]);
  });

  it('where java is no JVM as we know it', async () => {
    expect(await ensure({ java: '/bin/true' })).toEqual({});
  });

  it('where an archive was cut short: the JVM leaves it', async () => {
    const { kafka } = await ensure();
    execFileSync('chmod', ['u+w', kafka!]);
    truncateSync(kafka!, 100_000);
    const { status } = spawnSync(java, [
      `-XX:SharedArchiveFile=${kafka}`,
      '-cp',
      `${distribution}/libs/*`,
      '-version',
    ]);
    expect(status).toBe(0);
  });
});

it('interrupted, it leaves no half-made archive', async () => {
  const controller = new AbortController();
  const ended = expect(ensure({ signal: controller.signal })).rejects.toThrow('enough');
  await until('a dump runs', () => runningProcesses(distribution).length > 0);
  controller.abort(new Error('enough'));
  await ended;
  expect(existsSync(join(distribution, CLASS_ARCHIVES)) ? archives() : []).toEqual([]);
});

it('what a killed process left half-made is removed', async () => {
  const { pid } = spawnSync('true');
  mkdirSync(join(distribution, CLASS_ARCHIVES));
  const abandoned = join(distribution, CLASS_ARCHIVES, `kafka-0.jsa.partial-${pid}-x`);
  writeFileSync(abandoned, '');
  await ensure();
  expect(existsSync(abandoned)).toBe(false);
});
