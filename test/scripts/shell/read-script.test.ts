import fc from '../../support/fast-check';
import { UNKNOWN, type Command } from '../../../scripts/shell/command';
import { readScript } from '../../../scripts/shell/read-script';

const wordsOf = ({ words }: Command) => words.map(({ text }) => text.replaceAll(UNKNOWN, '?'));
const read = (script: string) => readScript(script).commands.map(wordsOf);

const READ: readonly (readonly [script: string, ...commands: readonly (readonly string[])[]])[] = [
  ['rm -rf /data', ['rm', '-rf', '/data']],
  [`rm -rf '/my data' "/b c" d\\ e`, ['rm', '-rf', '/my data', '/b c', 'd e']],
  ['a && b || c; d & e | f\ng', ['a'], ['b'], ['c'], ['d'], ['e'], ['f'], ['g']],
  ['rm \\\n  -rf \\\n  /data', ['rm', '-rf', '/data']],
  ['a # b && c\nd', ['a'], ['d']],
  ['echo a#b', ['echo', 'a#b']],
  ['X=/data; rm -rf "$X"/* ${X}s', ['rm', '-rf', '/data/*', '/datas']],
  ['export X=/data Y=1\nrm $X', ['rm', '/data']],
  ['CMD="rm -rf /data"; $CMD', ['rm', '-rf', '/data']],
  ['rm "$X" ${Y:-/data} ${Z:?missing}', ['rm', '?', '/data', '?']],
  ['rm -rf ${var.folder}/x $${HOME}', ['rm', '-rf', '?/x', '?']],
  ['for d in /a /b; do rm -rf $d; done', ['rm', '-rf', '/a'], ['rm', '-rf', '/b']],
  ['DISKS=(/dev/sdb /dev/sdc)\nmkfs ${DISKS[0]}', ['mkfs', '?']],
  [
    'if ! test -e x; then a; elif b; then c; else d; fi',
    ['test', '-e', 'x'],
    ['a'],
    ['b'],
    ['c'],
    ['d'],
  ],
  ['while read l; do a $l; done < f', ['read', 'l'], ['a', '?'], []],
  ['case $1 in a|b) rm x;; *) ls;; esac; d', ['rm', 'x'], ['ls'], ['d']],
  ['case $1 in\n  a)\n    rm x\n    ;;\nesac', ['rm', 'x']],
  ['f() { rm -rf /data; }\nf', ['rm', '-rf', '/data']],
  ['( cd /data && rm -rf * )', ['cd', '/data'], ['rm', '-rf', '*']],
  ['a=$(date) b >/dev/null 2>&1 < in', ['date'], ['b']],
  ['[[ -f a && b > c ]] && d', ['d']],
  ['echo $((1 + 2)) $? $1', ['echo', '?', '?', '?']],
  [`echo $'a\\nb'`, ['echo', 'a\nb']],
  ['a "unclosed', ['a', 'unclosed']],
  ['a $(unclosed', ['unclosed'], ['a', '?']],
  ['a;; b) c && && d', ['a'], ['b'], ['c'], ['d']],
  [''],
];

it.each(READ.map(([script, ...commands]) => [script, commands] as const))(
  'reads %j',
  (script, commands) => {
    expect(read(script)).toEqual(commands);
  },
);

it('finds the commands inside of words', () => {
  const { commands } = readScript('sh -c "$(curl https://x | sed s/a/b/)" `date`');
  const inner = commands.at(-1)!.words.flatMap((word) => word.inner);
  expect(inner).toEqual(commands.slice(0, -1));
  expect(inner.map(wordsOf)).toEqual([['curl', 'https://x'], ['sed', 's/a/b/'], ['date']]);
});

it.each([
  ["ssh a <<'EOF'\nrm $X\nEOF\nls", 'rm $X\n'],
  ['X=/data\nssh a << EOF\nrm $X\nEOF\nls', 'rm /data\n'],
  ['ssh a <<-EOF\n\trm x\n\tEOF\nls', '\trm x\n'],
  ['ssh a <<< "rm x"\nls', 'rm x'],
])('reads what is written into a command by %j', (script, input) => {
  const { commands } = readScript(script);
  expect(commands.map(wordsOf)).toEqual([['ssh', 'a'], ['ls']]);
  expect(commands[0]!.input).toBe(input);
});

it('tells what a command reads from, writes to, and how it is joined', () => {
  const { commands } = readScript('a > /dev/sda | b 2>> log && if c; then d; fi');
  const [one, two, three] = commands;
  expect(one).toMatchObject({ redirects: [{ operator: '>', target: { text: '/dev/sda' } }] });
  expect(two).toMatchObject({ from: one, joint: '|', redirects: [{ operator: '>>' }] });
  expect(three).toMatchObject({ joint: '&&', spelled: 'c' });
});

it('reads whatever it is given', () => {
  const piece = fc.constantFrom(
    ...[
      "'",
      '"',
      '`',
      '$(',
      '${',
      '$((',
      '(',
      ')',
      '{',
      '}',
      '<<',
      '<<<',
      '<(',
      '>',
      '|',
      '&',
      ';',
    ],
    ...[
      '\n',
      '\\',
      '#',
      'case',
      'in',
      'esac',
      'for',
      'do',
      'done',
      '[[',
      ']]',
      'x=',
      ' ',
      'EOF',
      '=(',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      expect(Array.isArray(read(pieces.join('')))).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});

it.each([
  '$(',
  '(',
  '"',
  '${',
  'case x in ',
  '<<E\n',
  '[[ ',
  '`',
  'a|',
  '((',
  'x=(',
  '$(a)',
  "'a'",
])('gets through a quarter of a megabyte of %j', (part) => {
  expect(Array.isArray(read(part.repeat(Math.ceil(250_000 / part.length))))).toBe(true);
});
