import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processesOf } from '../../cluster/processes/host-process';
import { renderLocally, type LocallyRendered } from '../support/render-locally';
import { validSpec } from '../support/spec-builder';
import { GOLDEN_SPECS } from '../support/specs';

let rendered: LocallyRendered;

beforeAll(async () => {
  rendered = await renderLocally(validSpec());
});

afterAll(() => rendered.remove());

/** The first host's commands, up to the main class: java and its arguments. */
const commands = ({ topology } = rendered) =>
  processesOf(topology, topology.hosts[0]!).map(({ name, row, command }) => ({
    name,
    heapMiB: row.local.heapMiB,
    java: command[0]!,
    arguments: command[1]!,
  }));

/** Starts this Java as far as it takes to print what it was started with. */
function flagsOf(java: string, file: string) {
  const { stdout, stderr, status } = spawnSync(java, [file, '-XX:+PrintFlagsFinal', '-version'], {
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  const flag = (name: string) => new RegExp(` ${name} +:?= (\\S+)`).exec(stdout)?.[1];
  return { stderr, status, flag };
}

it('java takes the arguments of Kafka and of ZooKeeper as they are meant', () => {
  for (const { name, heapMiB, java, arguments: file } of commands()) {
    const { stderr, status, flag } = flagsOf(java, file);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^openjdk version/);
    expect(stderr).not.toMatch(/warning|error/i);
    expect(flag('MaxHeapSize')).toBe(String(heapMiB * 1024 * 1024));
    expect(flag('InitialHeapSize')).toBe(flag('MaxHeapSize'));
    expect(flag('UseG1GC')).toBe('true');
    expect(flag('MaxGCPauseMillis')).toBe('20');
    expect(flag('ExitOnOutOfMemoryError')).toBe('true');
    expect(flag('ErrorFile')).toContain(`${rendered.folder}/broker-1/log/${name}/`);
  }
});

it('the garbage collector writes to a log of its own, which the JVM rotates', () => {
  for (const { java, arguments: file } of commands()) {
    flagsOf(java, file);
    const [, logs] = /file=\\"(.+?)\/gc\.log\\"/.exec(readFileSync(file.slice(1), 'utf8'))!;
    expect(readFileSync(join(logs!, 'gc.log'), 'utf8')).toContain('Using G1');
  }
});

it('java takes the arguments of the spec after those of this package, and another collector', async () => {
  const chosen = await renderLocally(GOLDEN_SPECS['own-choices']!);
  try {
    const [zookeeper, kafka] = commands(chosen).map(({ java, arguments: file }) =>
      flagsOf(java, file),
    );
    expect([zookeeper!.status, kafka!.status]).toEqual([0, 0]);
    expect(zookeeper!.flag('G1HeapRegionSize')).toBe(String(4 * 1024 * 1024));
    expect(kafka!.flag('UseParallelGC')).toBe('true');
    expect(kafka!.flag('UseG1GC')).toBe('false');
  } finally {
    chosen.remove();
  }
});

it('java would refuse a misspelt argument', () => {
  const { java, arguments: file } = commands()[0]!;
  const spoilt = join(rendered.folder, 'spoilt.args');
  writeFileSync(spoilt, readFileSync(file.slice(1), 'utf8').replace('UseG1GC', 'UseG1CG'));
  expect(flagsOf(java, `@${spoilt}`).status).not.toBe(0);
});
