import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { packageFolder } from '../../../cluster/package-folder';
import { isAlive } from '../../../scripts/system/process-id';
import { describeOnLinux } from '../../support/on-linux';
import { until } from '../../support/until';

const MODULE = join(packageFolder(), 'dist/scripts/system/own-session.js');

/** Whether a process has become `sleep`, after what sets its session up; a Mac has no such step. */
const hasBegun = (pid: string) =>
  process.platform === 'linux'
    ? `readFileSync(\`/proc/\${${pid}}/comm\`, 'utf8') === 'sleep\\n'`
    : 'true';

/** Starts `sleep` in a session of its own from a process that then ends, and says its id. */
function startFromDyingProcess(options: string, end: string): number {
  const program = `
    const { startInOwnSession } = require(${JSON.stringify(MODULE)});
    const { readFileSync, writeSync } = require('node:fs');
    const child = startInOwnSession(['sleep', '60'], { stdio: 'ignore', ...${options} });
    writeSync(1, String(child.pid));
    const hasBegun = () => ${hasBegun('child.pid')};
    const look = setInterval(() => { if (hasBegun()) { clearInterval(look); ${end} } }, 20);`;
  try {
    return Number(execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' }));
  } catch (error) {
    return Number((error as { readonly stdout: string }).stdout);
  }
}

test('a program ends when the process that started it exits', async () => {
  const pid = startFromDyingProcess('{}', 'process.exit(0)');
  await until('it is gone', () => !isAlive(pid));
});

// Elsewhere nobody tells a program that its starter was killed.
describeOnLinux('on Linux', () => {
  test('it ends also when that process is killed', async () => {
    const pid = startFromDyingProcess('{}', "process.kill(process.pid, 'SIGKILL')");
    await until('it is gone', () => !isAlive(pid));
  });
});

test('what may outlive its starter is left to end by itself', () => {
  const pid = startFromDyingProcess('{ mayOutliveUs: true }', 'process.exit(0)');
  expect(isAlive(pid)).toBe(true);
  process.kill(pid, 'SIGKILL');
});
