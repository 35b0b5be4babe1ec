import { ensurePrerequisites } from '../../scripts/prerequisites/ensure-prerequisites';
import { describeUnless } from '../support/describe-unless';
import { inTurn } from '../support/in-turn';
import { ensureLabImage } from './image/lab-image';
import { labObstacle } from './lab-obstacle';

/** `describe` for tests that boot hosts. */
export function describeInLab(title: string, tests: () => void): void {
  describeUnless(labObstacle(), title, () => {
    // It builds the image, where that is not in the cache, and fetches the double's packages.
    beforeAll(async () => {
      await inTurn('prerequisites', () => ensurePrerequisites('lab'));
      await ensureLabImage();
    });
    tests();
  });
}
