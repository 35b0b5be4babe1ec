import { spawnSync } from 'node:child_process';
import { describeUnless } from './describe-unless';
import { PROVIDER, TERRAFORM } from './terraform';

const isInstalled = spawnSync(TERRAFORM, ['version'], { stdio: 'ignore' }).status === 0;

/** `describe` for what needs terraform. */
export function describeWithTerraform(title: string, tests: () => void): void {
  const obstacle = `have \`${TERRAFORM}\` (1.10 or newer) on its PATH. Install terraform; ${PROVIDER}.`;
  describeUnless(isInstalled ? undefined : obstacle, title, tests);
}
