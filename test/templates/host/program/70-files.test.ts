import fc from 'fast-check';
import { changeEffect } from '../../../../cluster/changes/change-effect';
import { describeUnless } from '../../../support/describe-unless';
import { HostFunctions } from '../../../support/host-functions';
import { sandboxObstacle } from '../../../support/host-sandbox';

const line = fc.constantFrom(
  '',
  '#',
  '# why',
  ' # why',
  '\ta=1',
  'a=1',
  'a=1 # why',
  '=',
  '\\',
  '#\\',
);
const text = fc
  .tuple(fc.array(line, { maxLength: 4 }), fc.boolean())
  .map(([lines, ends]) => lines.join('\n') + (ends ? '\n' : ''));

describeUnless(sandboxObstacle(), 'what is a comment', () => {
  it('is the same to a host and to those who say in advance what a change needs', async () => {
    const host = await HostFunctions.make();
    try {
      const pairs = fc.sample(fc.tuple(text, text), 300);
      const words = pairs.flatMap(([before, after]) => [`${before}|`, `${after}|`]);
      const { said } = host.call(
        `while (($#)); do
          printf %s "\${1%|}" >/run/before; printf %s "\${2%|}" >/run/after; shift 2
          says_the_same /run/before /run/after && echo same || echo different
        done`,
        ...words,
      );
      const expected = pairs.map(([before, after]) =>
        changeEffect(before, after, 'broker-restart').kind === 'nothing' ? 'same' : 'different',
      );
      expect(said.trim().split('\n')).toEqual(expected);
      expect(new Set(expected).size).toBe(2);
    } finally {
      await host.remove();
    }
  });
});
