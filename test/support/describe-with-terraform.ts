import { spawnSync } from 'node:child_process';
import { TERRAFORM } from './terraform';

const isInstalled = spawnSync(TERRAFORM, ['version'], { stdio: 'ignore' }).status === 0;

/**
 * `describe` for what needs terraform. Where it is not installed the tests are shown as skipped, but
 * with CI=true they run, and fail: nothing is left out there unnoticed.
 */
export const describeWithTerraform =
  isInstalled || process.env.CI === 'true' ? describe : describe.skip;
