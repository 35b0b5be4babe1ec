import { runInNewContext } from 'node:vm';
import fc from '../../support/fast-check';
import { formatProblem } from '../../../cluster/errors';
import { isRecord } from '../../../cluster/checks/checks';
import { Foreign, plainData } from '../../../cluster/checks/plain-data';

const looks = (value: unknown): string => {
  const copy = plainData({ value }) as { value: unknown };
  expect(copy.value).toBeInstanceOf(Foreign);
  expect(isRecord(copy.value)).toBe(false);
  return formatProblem({ path: '', rule: '', remedy: '', value: copy.value });
};

const loop: Record<string, unknown> = {};
loop.self = loop;
const revoked = Proxy.revocable({}, {});
revoked.revoke();
const deep = Array.from({ length: 30 }).reduce<object>((inner) => ({ inner }), {});

class Racks {
  readonly racks = ['a'];
}

describe('what is no plain data is named, and no check takes it for an object', () => {
  it.each<[string, unknown, string]>([
    ['a Map', new Map([['a', 1]]), "Map(1) { 'a' => 1 }"],
    ['a Set', new Set([1]), 'Set(1) { 1 }'],
    ['a Date', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['an instance of a class', new Racks(), "Racks { racks: [ 'a' ] }"],
    ['a boxed string', new String('x'), "[String: 'x']"],
    ['a function', () => 1, '[Function'],
    ['a symbol', Symbol('x'), 'Symbol(x)'],
    ['a promise', Promise.resolve(1), 'Promise { 1 }'],
    ['a revoked proxy', revoked.proxy, 'what throws'],
    ['an object that inherits its fields', Object.create({ a: 1 }), '{}'],
    ['a list without end', new Array(2 ** 31), 'a list of 2147483648'],
    [
      'something that throws when it is shown',
      new (class {
        get [Symbol.toStringTag](): string {
          throw new Error('no');
        }
      })(),
      '{}',
    ],
  ])('%s', (_, value, shown) => {
    expect(looks(value)).toContain(shown);
  });

  it('nor an object within itself, nor one without end', () => {
    expect((plainData(loop) as { self: unknown }).self).toBeInstanceOf(Foreign);
    expect(JSON.stringify(plainData(deep))).toContain('more than 20 levels');
  });

  it('nor what a getter throws, while the fields beside it are read', () => {
    const object = {
      id: 1,
      get rack(): string {
        throw new Error('no rack');
      },
    };
    const copy = plainData(object) as { id: number; rack: unknown };
    expect(copy.id).toBe(1);
    expect(String(formatProblem({ path: '', rule: '', remedy: '', value: copy.rack }))).toContain(
      "[a getter that throws 'no rack']",
    );
  });
});

describe('what is plain data is copied', () => {
  it.each([
    ['an object without a prototype', Object.assign(Object.create(null) as object, { a: 1 })],
    ['a frozen object', Object.freeze({ a: 1 })],
    ['an object of another context', runInNewContext('({ a: 1 })')],
    ['a proxy of an object', new Proxy({ a: 1 }, {})],
    [
      'a field that is worked out',
      {
        get a() {
          return 1;
        },
      },
    ],
  ])('%s', (_, value) => {
    expect(plainData(value)).toEqual({ a: 1 });
  });

  it('with the holes of a list as undefined, and the names of symbols as keys', () => {
    expect(plainData([1, , 3])).toEqual([1, undefined, 3]);
    expect(plainData({ [Symbol('x')]: 1 })).toEqual({ 'Symbol(x)': 1 });
  });

  it('each value read once, whatever it is the next time', () => {
    let reads = 0;
    const object = {
      get a() {
        return ++reads;
      },
    };
    const copy = plainData(object) as { a: number };
    expect([copy.a, copy.a, reads]).toEqual([1, 1, 1]);
  });
});

it('a copy that another thread hands over is the same to every check', () => {
  const copy = plainData({ a: new Map(), b: 1, c: NaN, d: undefined });
  expect(plainData(structuredClone(copy))).toEqual(copy);
});

it('it never throws', () => {
  const options = { withMap: true, withSet: true, withDate: true, withBigInt: true };
  fc.assert(
    fc.property(fc.anything({ ...options, withSparseArray: true }), (v) => void plainData(v)),
  );
});

it('leaves what it is told to as it is', () => {
  const kept = new Map();
  expect(plainData({ kept }, (value) => value === kept)).toEqual({ kept });
});
