import { execFileSync } from 'node:child_process';
import {
  mkdtempSync,
  mkdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
  chmodSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeArchive } from '../../../scripts/distribution/write-archive';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'archive-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A distribution with these jars, written in this order. */
function distribution(name: string, jars: Readonly<Record<string, string>>): string {
  const libs = join(folder, name, 'libs');
  mkdirSync(libs, { recursive: true });
  for (const [jar, content] of Object.entries(jars)) writeFileSync(join(libs, jar), content);
  return join(folder, name);
}

const write = (from: string, file: string) =>
  writeArchive({ distribution: from, root: 'kafka-3.9.2', file: join(folder, file) });

test('the same jars give the same bytes, whatever their times, modes and order of writing', async () => {
  const one = distribution('one', { 'b.jar': 'B', 'a.jar': 'A'.repeat(100_000) });
  const two = distribution('two', { 'a.jar': 'A'.repeat(100_000), 'b.jar': 'B' });
  utimesSync(join(two, 'libs', 'a.jar'), 1, 1);
  chmodSync(join(two, 'libs', 'b.jar'), 0o600);
  const [first, second] = [await write(one, 'one.tar'), await write(two, 'two.tar')];
  expect(first.sha512).toBe(second.sha512);
  expect(readFileSync(first.file).equals(readFileSync(second.file))).toBe(true);
});

test('the class lists of the distribution come along', async () => {
  const from = distribution('one', { 'a.jar': 'A' });
  mkdirSync(join(from, 'class-lists'));
  writeFileSync(join(from, 'class-lists', 'kafka.txt'), 'kafka/Kafka\n');
  const { file } = await write(from, 'kafka.tar');
  const listed = execFileSync('tar', ['-tf', file], { encoding: 'utf8' });
  expect(listed.trim().split('\n')).toEqual([
    'kafka-3.9.2/',
    'kafka-3.9.2/class-lists/',
    'kafka-3.9.2/class-lists/kafka.txt',
    'kafka-3.9.2/libs/',
    'kafka-3.9.2/libs/a.jar',
  ]);
  expect(execFileSync('tar', ['-xOf', file, 'kafka-3.9.2/class-lists/kafka.txt'])).toEqual(
    Buffer.from('kafka/Kafka\n'),
  );
});

test('another byte in a jar gives another archive', async () => {
  const one = await write(distribution('one', { 'a.jar': 'A' }), 'one.tar');
  const two = await write(distribution('two', { 'a.jar': 'B' }), 'two.tar');
  expect(one.sha512).not.toBe(two.sha512);
});

test('sha512sum accepts it and tar unpacks what was packed', async () => {
  const { file } = await write(distribution('one', { 'b.jar': 'B', 'a.jar': 'A' }), 'kafka.tar');
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: folder, encoding: 'utf8' });
  expect(run('sha512sum', '--check', 'kafka.tar.sha512')).toBe('kafka.tar: OK\n');
  expect(run('tar', '-tf', file).trim().split('\n')).toEqual([
    'kafka-3.9.2/',
    'kafka-3.9.2/libs/',
    'kafka-3.9.2/libs/a.jar',
    'kafka-3.9.2/libs/b.jar',
  ]);
  run('tar', '-xf', file);
  expect(readFileSync(join(folder, 'kafka-3.9.2/libs/a.jar'), 'utf8')).toBe('A');
});
