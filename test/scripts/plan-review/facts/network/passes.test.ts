import { comparePassages } from '../../../../../scripts/plan-review/facts/network/passes';
import type { Way } from '../../../../../scripts/plan-review/facts/network/way';
import fc from '../../../../support/fast-check';

const LAST_TRIED = 5;

/** The addresses of each peer, by their last numbers. */
const PEERS: Readonly<Record<string, readonly number[]>> = {
  '10.0.0.0/30': [0, 1, 2, 3],
  '10.0.0.0/31': [0, 1],
  '10.0.0.2/31': [2, 3],
  '10.0.0.1/32': [1],
  'sg-1': [],
};

const anyWay: fc.Arbitrary<Way> = fc
  .record({
    isDenied: fc.boolean(),
    order: fc.integer({ min: 0, max: 3 }),
    protocol: fc.constantFrom('all', 'tcp', 'udp'),
    fromPort: fc.integer({ min: 0, max: LAST_TRIED }),
    length: fc.integer({ min: 0, max: 3 }),
    peer: fc.constantFrom(...Object.keys(PEERS)),
    target: fc.constantFrom('*', 'kafka'),
  })
  .map(({ length, ...way }) => ({
    ...{ direction: 'in', ...way },
    toPort: Math.min(LAST_TRIED, way.fromPort + length),
  }));

/** One by one, as a firewall does it. */
function tried(way: Way, rules: readonly Way[]) {
  const within = <T>(all: readonly T[], own: T, isAll: boolean) => (isAll ? all : [own]);
  const passages = within(['tcp', 'udp', 'icmp'], way.protocol, way.protocol === 'all').flatMap(
    (protocol) =>
      within(['kafka', 'other'], way.target, way.target === '*').flatMap((target) =>
        Array.from({ length: way.toPort - way.fromPort + 1 }, (_, i) => way.fromPort + i).flatMap(
          (port) =>
            (way.peer === 'sg-1' ? ['sg-1'] : PEERS[way.peer]!).map((peer) => {
              const meant = rules.filter(
                (rule) =>
                  ['all', protocol].includes(rule.protocol) &&
                  ['*', target].includes(rule.target) &&
                  rule.fromPort <= port &&
                  port <= rule.toPort &&
                  (rule.peer === peer || PEERS[rule.peer]!.includes(peer as number)),
              );
              const first = meant.filter((rule) => meant.every(({ order }) => rule.order <= order));
              if (first.length === 0) return 'untold';
              return first.some(({ isDenied }) => isDenied) ? 'denied' : 'passes';
            }),
        ),
      ),
  );
  return passages;
}

it('tries for each way all that rules tell apart, and finds what trying every packet finds', () => {
  const rules = fc.array(anyWay, { maxLength: 5 });
  fc.assert(
    fc.property(anyWay, rules, rules, (way, before, after) => {
      const one = tried(way, before);
      const pairs = tried(way, after).map((is, index) => `${one[index]} ${is}`);
      const found = comparePassages(way, before, after)!.map(([was, is]) => `${was} ${is}`);
      expect(new Set(found)).toEqual(new Set(pairs));
    }),
  );
});

const way = (changes: Partial<Way>): Way => ({
  ...{ direction: 'in', isDenied: false, order: 0, protocol: 'tcp', fromPort: 9092, toPort: 9092 },
  ...{ peer: '10.0.0.0/8', target: '*', ...changes },
});

it.each([
  ['the members of a group, by a rule for all addresses', 'sg-1', '0.0.0.0/0', 'passes'],
  ['the members of a group, by a rule for anyone', 'sg-1', 'anyone', 'passes'],
  ['the members of a group, by a rule for some addresses', 'sg-1', '10.0.0.0/8', 'untold'],
  ['addresses of IPv6, by a rule for those of IPv4', '2001:db8::/64', '0.0.0.0/0', 'untold'],
  ['addresses of IPv6, by a rule for anyone', '2001:db8::/64', 'anyone', 'passes'],
])('lets pass %s: %s within %s', (_, inner, outer, expected) => {
  const passages = comparePassages(way({ peer: inner }), [], [way({ peer: outer })]);
  expect(passages).toEqual([['untold', expected]]);
});

it('takes what passes one way for nothing of what passes the other', () => {
  expect(comparePassages(way({}), [], [way({ direction: 'out' })])).toEqual([['untold', 'untold']]);
});

it('gives up where rules tell too many packets apart', () => {
  const many = Array.from({ length: 200 }, (_, index) =>
    way({ fromPort: index * 3, toPort: index * 3, peer: `10.${index}.0.0/16` }),
  );
  expect(comparePassages(way({ protocol: 'all', fromPort: 0, toPort: 65_535 }), many, [])).toBe(
    undefined,
  );
});
