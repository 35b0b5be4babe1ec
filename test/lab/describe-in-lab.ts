import { ensurePrerequisites } from '../../scripts/prerequisites/ensure-prerequisites';
import { describeUnless } from '../support/describe-unless';
import { inTurn } from '../support/in-turn';
import { ensureLabImage } from './image/lab-image';
import { labObstacle } from './lab-obstacle';

/** Building the image, where it is not in the cache, and the double's packages. */
const PREPARATION_LIMIT_MS = 1_800_000;

/** `describe` for tests that boot hosts. */
export function describeInLab(title: string, tests: () => void): void {
  describeUnless(labObstacle(), title, () => {
    beforeAll(async () => {
      await inTurn('prerequisites', () => ensurePrerequisites('lab'));
      await ensureLabImage();
    }, PREPARATION_LIMIT_MS);
    tests();
  });
}
