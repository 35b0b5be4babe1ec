import {
  describeLeftOut,
  type LeftOut,
  NOTHING_LEFT_OUT,
  type Part,
  shorten,
} from '../../../../scripts/plan-review/output/shorten';

const missing = (fields: Partial<LeftOut>): LeftOut => ({ ...NOTHING_LEFT_OUT, ...fields });

/** A finding with a short form of `short` bytes and a whole one of `whole`. */
function part(name: string, sizes: { rank: number; short: number; whole: number }): Part {
  const text = (bytes: number) => name.repeat(bytes);
  return {
    forms: [
      {
        ...{ rank: sizes.rank, write: () => text(sizes.short) },
        leavesOut: missing({ reasons: 1 }),
      },
      {
        ...{ rank: sizes.rank + 1, write: () => text(sizes.whole) },
        leavesOut: NOTHING_LEFT_OUT,
      },
    ],
    leavesOut: missing({ findings: 1 }),
  };
}

const a = part('a', { rank: 0, short: 10, whole: 50 });
const b = part('b', { rank: 0, short: 10, whole: 50 });
const late = part('c', { rank: 5, short: 10, whole: 50 });

it('with room for all, shows all in the order of the parts', () => {
  expect(shorten([late, a, b], 200)).toEqual({
    texts: ['c'.repeat(50), 'a'.repeat(50), 'b'.repeat(50)],
    leftOut: NOTHING_LEFT_OUT,
  });
});

it('what is more important is shown whole before the rest is shown at all', () => {
  expect(shorten([late, a, b], 104)).toEqual({
    texts: ['a'.repeat(50), 'b'.repeat(50)],
    leftOut: missing({ findings: 1 }),
  });
});

it('of the same importance, each is shown shortly before one is shown whole', () => {
  expect(shorten([a, b], 64)).toEqual({
    texts: ['a'.repeat(50), 'b'.repeat(10)],
    leftOut: missing({ reasons: 1 }),
  });
});

it('what fits is shown, also behind something that does not', () => {
  const huge = part('x', { rank: 0, short: 1_000, whole: 2_000 });
  expect(shorten([huge, late], 52)).toEqual({
    texts: ['c'.repeat(50)],
    leftOut: missing({ findings: 1 }),
  });
});

it('counts bytes, not characters', () => {
  const fox: Part = {
    forms: [{ rank: 0, write: () => '🦊', leavesOut: NOTHING_LEFT_OUT }],
    leavesOut: missing({ texts: 1 }),
  };
  expect(shorten([fox], 6).texts).toEqual(['🦊']);
  expect(shorten([fox], 5).texts).toEqual([]);
});

it('does not write what can’t fit', () => {
  const write = jest.fn(() => '');
  const form = { rank: 0, write, leastBytes: 101, leavesOut: NOTHING_LEFT_OUT };
  shorten([{ forms: [form], leavesOut: NOTHING_LEFT_OUT }], 100);
  expect(write).not.toHaveBeenCalled();
});

it.each([
  [{}, ''],
  [{ findings: 1 }, '1 finding'],
  [{ findings: 2, reasons: 1 }, '2 findings, the reasons of 1 finding'],
  [{ diffs: 2, lines: 1_240 }, '1,240 lines of 2 diffs'],
  [{ texts: 1, keys: 3, counts: 1 }, '1 changed text, 3 changed keys, the counts'],
])('%j is told as %j', (fields, told) => {
  expect(describeLeftOut(missing(fields))).toBe(told);
});
