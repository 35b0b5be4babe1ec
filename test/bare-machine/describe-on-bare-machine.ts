import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { ensurePrerequisites } from '../../scripts/prerequisites/ensure-prerequisites';
import { describeUnless } from '../support/describe-unless';
import { inTurn } from '../support/in-turn';

/** `describe` for what runs in a tree of Debian that mmdebstrap makes. */
export function describeOnBareMachine(title: string, tests: () => void): void {
  describeUnless(obstacle(), title, () => {
    beforeAll(() => inTurn('prerequisites', () => ensurePrerequisites('tree')));
    tests();
  });
}

function obstacle(): string | undefined {
  if (process.platform !== 'linux') {
    return `run Linux to make a tree of Debian, got ${process.platform}.`;
  }
  if (process.getuid?.() !== 0) {
    return 'be used as root to make a tree of Debian. Run it again as root.';
  }
  if (!existsSync(join(packageFolder(), '.git'))) {
    return 'have this project as a checkout of git, whose files go into the tree. Clone it.';
  }
  return undefined;
}
