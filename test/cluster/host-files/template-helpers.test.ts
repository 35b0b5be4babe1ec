import { TEMPLATE_HELPERS } from '../../../cluster/host-files/template-helpers';

const { asArgument, asCommand, asComment, asPaths } = TEMPLATE_HELPERS;

it('a long text becomes comment lines of at most 100 columns that hold all its words', () => {
  const text = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ');
  const lines = asComment(text).split('\n');
  expect(lines.every((line) => line.startsWith('# ') && line.length <= 100)).toBe(true);
  expect(lines.map((line) => line.slice(2)).join(' ')).toBe(text);
});

it('a word that is too long for a line has one of its own', () => {
  const long = 'x'.repeat(200);
  expect(asComment(`a ${long} b`)).toBe(`# a\n# ${long}\n# b`);
});

it('an argument of java keeps its blanks, quotes and backslashes', () => {
  expect(asArgument('-Da="b c"\\d')).toBe('"-Da=\\"b c\\"\\\\d"');
});

it.each([
  [['/usr/bin/java', '@/etc/kafka/jvm.args'], '/usr/bin/java @/etc/kafka/jvm.args'],
  [['/a b/java'], '"/a b/java"'],
  [['/a"b c'], '"/a\\"b c"'],
  [['/100%/$HOME'], '/100%%/$$HOME'],
])('the command %j stands in a unit as %s', (words, written) => {
  expect(asCommand(words)).toBe(written);
});

it('a dollar sign in a path is no variable to systemd', () => {
  expect(asPaths(['/data/$1', '/data/a b'])).toBe('/data/$1 "/data/a b"');
});
