import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './until';

/** A terraform that takes a minute to show a plan file, so that one can be interrupted meanwhile. */
export interface SlowTerraform {
  readonly plan: string;
  /** Where the review puts what it makes. */
  readonly temporary: string;
  readonly env: NodeJS.ProcessEnv;
  readonly started: () => Promise<void>;
}

export function slowTerraform(folder: string): SlowTerraform {
  const program = join(folder, 'slow-terraform');
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  writeFileSync(program, '#!/bin/sh\necho shown >&2\ntouch "$0.started"\nexec sleep 60\n');
  chmodSync(program, 0o755);
  const plan = join(folder, 'plan.zip');
  writeFileSync(plan, 'PK\x03\x04');
  return {
    ...{ plan, temporary },
    env: { TMPDIR: temporary, TERRAFORM_BINARY_NAME: program },
    started: () => until('terraform shows the plan', () => existsSync(`${program}.started`)),
  };
}
