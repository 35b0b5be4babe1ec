import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { isAlive, processId, runs } from '../../../scripts/system/process-id';

test('a process is known while it runs, and no longer when it has ended', async () => {
  const child = spawn('sleep', ['60']);
  const id = processId(child.pid!);
  expect(id).toMatchObject({ pid: child.pid });
  expect(runs(id!)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(runs(id!)).toBe(false);
  expect(isAlive(child.pid!)).toBe(false);
});

test('a later process with the same number is another one', () => {
  expect(runs({ pid: process.pid, start: 'long ago' })).toBe(false);
  expect(runs(processId(process.pid)!)).toBe(true);
});

test('a number that no process has gives no id', () => {
  expect(processId(spawnSync('true').pid)).toBeUndefined();
});
