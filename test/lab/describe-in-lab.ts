import { ensurePrerequisites } from '../../scripts/prerequisites/ensure-prerequisites';
import { ensureLabImage } from './image/lab-image';
import { labObstacle } from './lab-obstacle';

/** Building the image, where it is not in the cache, and the double's packages. */
const PREPARATION_LIMIT_MS = 900_000;

/**
 * Tests that boot hosts. Where the machine can't, they say so and are left out, except with CI=true,
 * where leaving out is a failure.
 */
export function describeInLab(title: string, tests: () => void): void {
  const obstacle = labObstacle();
  if (obstacle === undefined) {
    describe(title, () => {
      beforeAll(async () => {
        await ensurePrerequisites('lab');
        await ensureLabImage();
      }, PREPARATION_LIMIT_MS);
      tests();
    });
    return;
  }
  const left = `This machine must ${obstacle}`;
  describe(title, () => {
    if (process.env.CI === 'true') {
      it('runs where CI does', () => {
        throw new Error(left);
      });
    } else {
      console.warn(`Left out: ${title}. ${left}`);
      it.todo(`${title}: left out. ${left}`);
    }
  });
}
