import { spawnSync } from 'node:child_process';

/**
 * `describe` for what needs programs. Where one is not installed the tests are shown as skipped, but
 * with CI=true they run, and fail: nothing is left out there unnoticed.
 */
export function describeWithPrograms(...programs: readonly string[]): jest.Describe {
  const isInstalled = (program: string) =>
    spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
  return process.env.CI === 'true' || programs.every(isInstalled) ? describe : describe.skip;
}
