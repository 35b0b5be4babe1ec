/**
 * `describe` for what not every machine can run. Where something stands in the way, one line says
 * what and the tests are left out; with CI=true leaving out is a failure.
 *
 * @param obstacle what the machine must have or be first; undefined where nothing is missing
 */
export function describeUnless(
  obstacle: string | undefined,
  title: string,
  tests: () => void,
): void {
  describe(title, () => {
    if (obstacle === undefined) return tests();
    const why = `This machine must ${obstacle}`;
    if (process.env.CI === 'true') {
      it('runs where CI does', () => {
        throw new Error(why);
      });
    } else {
      // Not console.warn, to which jest adds where it was called.
      process.stderr.write(`Left out: ${title}. ${why}\n`);
      it.todo(`left out: ${why}`);
    }
  });
}
