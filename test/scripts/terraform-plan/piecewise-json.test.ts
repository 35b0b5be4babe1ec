import fc from '../../support/fast-check';
import {
  PiecewiseJson,
  type Keep,
  type Places,
} from '../../../scripts/terraform-plan/piecewise-json';

const parse = (bytes: Buffer): unknown => JSON.parse(bytes.toString());
const all: Keep = (element) => element;

/** @param sizes of the chunks, over and over */
function readIn(sizes: readonly number[], text: string, places: Places): unknown {
  const json = new PiecewiseJson(places, parse);
  const bytes = Buffer.from(text);
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length]!;
    // In a copy that is used again, as buffers of a stream may be.
    json.push(Buffer.from(bytes.subarray(at, at + size)));
    at += size;
  }
  return json.end(parse);
}

/** What reading gives, be it an error. */
function outcome(read: () => unknown): unknown {
  try {
    return { value: read() };
  } catch (error) {
    return (error as Error).name;
  }
}

const NAMES = ['list', 'a', 'b"\\', '*', '__proto__'];
const PLACES: Places = {
  list: all,
  a: { list: all, '*': { list: all, a: all } },
  '*': { '*': { a: all }, list: all },
};
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, -1.5e3, '', '€', '\u{1f600}', '"],', '\\', '{"list":[1'),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('tree'), { maxKeys: 4 }),
  ),
}));
const text = fc
  .tuple(tree, fc.constantFrom(undefined, 1, '\t'))
  .map(([value, indent]) => JSON.stringify(value, null, indent));
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 });

it('is what JSON.parse makes of it, wherever the lists are and the chunks end', () => {
  fc.assert(
    fc.property(text, sizes, (json, chunks) => {
      expect(readIn(chunks, json, PLACES)).toEqual(JSON.parse(json));
    }),
    { numRuns: 1000 },
  );
});

it('is refused where JSON.parse refuses it', () => {
  const slip = fc.record({
    at: fc.nat(),
    cut: fc.integer({ min: 0, max: 2 }),
    put: fc.constantFrom('', ...'{}[],:"\\ 1', '!', '[1', ',]', '}'),
  });
  fc.assert(
    fc.property(
      text,
      fc.array(slip, { minLength: 1, maxLength: 2 }),
      sizes,
      (json, slips, chunks) => {
        const broken = slips.reduce((whole, { at, cut, put }) => {
          const place = at % (whole.length + 1);
          return whole.slice(0, place) + put + whole.slice(place + cut);
        }, json);
        const expected = outcome(() => JSON.parse(Buffer.from(broken).toString()));
        expect(outcome(() => readIn(chunks, broken, PLACES))).toEqual(expected);
      },
    ),
    { numRuns: 2000 },
  );
});

it.each(['[1}2]', '[1,]', '[,1]', '[1,,2]', '[1 2]', '[}', '[1', '[', '["', '[1]]', '[{]}]'])(
  'refuses a list that is none: %s',
  (list) => {
    expect(outcome(() => readIn([99], `{"list":${list}}`, { list: all }))).toBe('SyntaxError');
  },
);

it.each(['[]', '[ \n]', '[[]]', '[null]', '["]"]', '["\\\\"]', '[{"a":[1,{}]} , 2]'])(
  'takes a list whatever is in it: %s',
  (list) => {
    const json = `{"list" : ${list}, "more":1}`;
    expect(readIn([1], json, { list: all })).toEqual(JSON.parse(json));
  },
);

it.each([
  ['plain', 'x'.repeat(5e6)],
  ['full of line breaks', '\n'.repeat(5e6)],
  ['full of backslashes', '\\'.repeat(5e6)],
  ['full of quotes', '["'.repeat(1e6)],
])('reads a text of megabytes that is %s, chunk by chunk', (_, long) => {
  const json = JSON.stringify({ list: [long, 1], other: long });
  const read = readIn([65_536], json, { list: all }) as Record<string, unknown>;
  expect(read.other === long).toBe(true);
  expect((read.list as readonly unknown[])[0] === long).toBe(true);
});

it('keeps of elements what it is told to, as soon as they end', () => {
  const seen: unknown[] = [];
  const keep: Keep = (element) => {
    seen.push(element);
    return typeof element === 'number' ? element * 2 : undefined;
  };
  const json = new PiecewiseJson({ list: keep }, parse);
  json.push(Buffer.from('{"list":[1,"two",{"three'));
  expect(seen).toEqual([1, 'two']);
  json.push(Buffer.from('":3}, 4],"other":[1]}'));
  expect(json.end(parse)).toEqual({ list: [2, 8], other: [1] });
});

it('looks for a list by its whole way, and not by its name alone', () => {
  const json =
    '{"list":[1],"a":{"list":[1],"b":[{"list":[1]}],"x\\"list":[1]},"y":{"list":{"list":[1]}}}';
  const none: Keep = () => undefined;
  expect(readIn([7], json, { a: { list: none, b: { '*': { list: none } } } })).toEqual({
    ...(JSON.parse(json) as object),
    a: { list: [], b: [{ list: [] }], 'x"list': [1] },
  });
});

it('takes the last of lists that have the same name, as JSON.parse does', () => {
  for (const json of [
    '{"list":[1],"list":[2]}',
    '{"list":[1],"list":null}',
    '{"list":[1],"l\\u0069st":[2]}',
    '{"l\\u0069st":[1],"list":[2]}',
  ]) {
    expect(readIn([99], json, { list: all })).toEqual(JSON.parse(json));
  }
});

it('lets through what goes wrong in keeping, but for what JSON.parse complains about', () => {
  const failing: Keep = () => {
    throw new RangeError('too deep');
  };
  expect(() => readIn([99], '{"list":[1]}', { list: failing })).toThrow('too deep');
});
