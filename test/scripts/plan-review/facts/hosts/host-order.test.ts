import fc from '../../../../support/fast-check';
import { mostAtOnce } from '../../../../../scripts/plan-review/facts/hosts/host-order';
import type { Plan } from '../../../../../scripts/terraform-plan/plan';
import type { HostFacts } from '../../../../../scripts/plan-review/plan-facts';

const hostsNamed = (...addresses: readonly string[]) =>
  addresses.map((address) => ({ address }) as HostFacts);
const planWith = (dependencies: Readonly<Record<string, readonly string[]>>) =>
  ({ dependencies: new Map(Object.entries(dependencies)) }) as unknown as Plan;
const GATES = new Set(['gate.1', 'gate.2', 'gate.3']);
const CHAIN = { 'i.2': ['gate.1'], 'gate.1': ['i.1'], 'i.3': ['gate.2'], 'gate.2': ['i.2'] };

it.each([
  ['a chain through gates', CHAIN, ['i.1', 'i.2', 'i.3'], 1],
  ['nothing between them', {}, ['i.1', 'i.2', 'i.3'], 3],
  ['a gate with nothing behind it', { 'gate.1': ['i.1'] }, ['i.1', 'i.2'], 2],
  ['a dependency without a gate', { 'i.2': ['i.1'] }, ['i.1', 'i.2'], 2],
  [
    'a way around several others',
    { 'i.2': ['x'], x: ['gate.1'], 'gate.1': ['y'], y: ['i.1'] },
    ['i.1', 'i.2'],
    1,
  ],
  [
    'two chains',
    { 'i.2': ['gate.1'], 'gate.1': ['i.1'], 'i.4': ['gate.3'], 'gate.3': ['i.3'] },
    ['i.1', 'i.2', 'i.3', 'i.4'],
    2,
  ],
  [
    'a fan behind one gate',
    { 'i.2': ['gate.1'], 'i.3': ['gate.1'], 'gate.1': ['i.1'] },
    ['i.1', 'i.2', 'i.3'],
    2,
  ],
  [
    'instances of one block',
    { 'm.i.a': ['gate.1'], 'gate.1': ['m.i.a'] },
    ['m.i.a[0]', 'm.i.a[1]'],
    2,
  ],
  ['a circle, which no plan has', { 'i.1': ['i.2'], 'i.2': ['i.1'] }, ['i.1', 'i.2'], 2],
])('of %s', (_, dependencies, hosts, expected) => {
  expect(mostAtOnce(hostsNamed(...hosts), planWith(dependencies), GATES)).toBe(expected);
});

it('counts mere dependencies where these are enough', () => {
  expect(mostAtOnce(hostsNamed('i.1', 'i.2'), planWith({ 'i.2': ['i.1'] }), 'any')).toBe(1);
});

it('finds as many as trying all sets of hosts does', () => {
  const COUNT = 6;
  const edges = fc.array(fc.tuple(fc.nat(COUNT - 1), fc.nat(COUNT - 1)), { maxLength: 12 });
  fc.assert(
    fc.property(edges, (pairs) => {
      // From the later to the earlier only, so that there is no circle.
      const arrows = pairs.filter(([a, b]) => a > b);
      const dependencies: Record<string, string[]> = {};
      for (const [a, b] of arrows) (dependencies[`i.${a}`] ??= []).push(`i.${b}`);
      const names = Array.from({ length: COUNT }, (_, index) => `i.${index}`);
      expect(mostAtOnce(hostsNamed(...names), planWith(dependencies), 'any')).toBe(
        largestFreeSet(COUNT, arrows),
      );
    }),
  );
});

function largestFreeSet(count: number, arrows: readonly (readonly [number, number])[]): number {
  const reaches = Array.from({ length: count }, () => new Set<number>());
  for (let from = 0; from < count; from += 1) {
    for (const [a, b] of arrows) {
      if (a === from) [b, ...reaches[b]!].forEach((to) => reaches[from]!.add(to));
    }
  }
  let largest = 0;
  for (let set = 0; set < 2 ** count; set += 1) {
    const members = Array.from({ length: count }, (_, index) => index).filter(
      (i) => set & (1 << i),
    );
    const isFree = members.every((a) => members.every((b) => !reaches[a]!.has(b)));
    if (isFree) largest = Math.max(largest, members.length);
  }
  return largest;
}
