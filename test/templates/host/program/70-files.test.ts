import fc from '../../../support/fast-check';
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

describeUnless(sandboxObstacle(), 'a file of a host', () => {
  it.each([
    ['another mode', 'chmod 0600 "$1"'],
    ['another owner', 'chown 12:34 "$1"'],
    ['what is wanted', 'true'],
  ])('has its mode and owner after a pull that finds %s', async (_, spoil) => {
    const host = await HostFunctions.make();
    try {
      const { said } = host.call(
        `mkdir -p "$INCOMING/etc"; echo a | tee "$INCOMING/etc/file" >/etc/file
        chmod 0640 /etc/file
        MANIFEST=$INCOMING/manifest
        echo "file $(sha256sum /etc/file | cut -d' ' -f1) 0640 root root broker-restart /etc/file" >"$MANIFEST"
        set -- /etc/file; ${spoil}
        apply_files; stat --format='%04a %U %G' /etc/file`,
      );
      const changed = spoil === 'true' ? '' : 'changed nothing /etc/file\n';
      expect(said.trim()).toBe(`${changed}0640 root root`);
    } finally {
      await host.remove();
    }
  });
});
