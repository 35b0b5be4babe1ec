import fc from 'fast-check';
import { containsCidr, isWorld, parseCidr, type Cidr } from '../../cluster/cidr';

const read = (text: string): Cidr => parseCidr(text)!;

const ipv4 = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255))
  .map((parts) => parts.join('.'));
const ipv6 = fc
  .array(fc.nat(0xffff), { minLength: 8, maxLength: 8 })
  .map((groups) => groups.map((group) => group.toString(16)).join(':'));
const cidr = fc.oneof(
  fc.tuple(ipv4, fc.nat(32)).map(([address, prefix]) => `${address}/${prefix}`),
  fc.tuple(ipv6, fc.nat(128)).map(([address, prefix]) => `${address}/${prefix}`),
);

describe('parseCidr', () => {
  it.each([
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0/8',
    '2001:db8::/129',
    'sg-1',
    '',
    '10.0.0.0/-1',
    '/8',
  ])('knows that %j is none', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });

  it('reads the ways to write one IPv6 network', () => {
    const ways = ['2001:db8::/32', '2001:0db8:0:0:0:0:0:0/32', '2001:db8::1/32', '2001:DB8::/32'];
    expect(new Set(ways.map((way) => read(way).network)).size).toBe(1);
    expect(read('::ffff:10.0.0.1/128')).toEqual(read('::ffff:a00:1/128'));
  });
});

describe('containsCidr', () => {
  it.each([
    ['10.0.0.0/8', '10.20.0.0/16', true],
    ['10.20.0.0/16', '10.0.0.0/8', false],
    ['10.0.0.0/8', '10.0.0.0/8', true],
    ['10.0.0.0/8', '11.0.0.0/8', false],
    ['0.0.0.0/0', '203.0.113.7/32', true],
    ['0.0.0.0/0', '::/0', false],
    ['2001:db8::/32', '2001:db8:1::/48', true],
    ['2001:db8::/32', '2001:db9::/48', false],
  ])('of %s and %s: %s', (outer, inner, expected) => {
    expect(containsCidr(read(outer), read(inner))).toBe(expected);
  });

  it('holds for each range and itself', () => {
    fc.assert(fc.property(cidr, (text) => containsCidr(read(text), read(text))));
  });

  it('is the same as all addresses of the one being in the other', () => {
    const small = fc.tuple(fc.nat(255), fc.integer({ min: 24, max: 32 }));
    fc.assert(
      fc.property(small, small, ([a, p], [b, q]) => {
        const addresses = (last: number, prefix: number) => {
          const size = 2 ** (32 - prefix);
          const start = Math.floor(last / size) * size;
          return Array.from({ length: size }, (_, index) => start + index);
        };
        const outer = new Set(addresses(a, p));
        const expected = addresses(b, q).every((address) => outer.has(address));
        expect(containsCidr(read(`10.0.0.${a}/${p}`), read(`10.0.0.${b}/${q}`))).toBe(expected);
      }),
    );
  });
});

it('takes halves of the internet for the internet', () => {
  const worlds = ['0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '::/0', '2000::/3', '8000::/1'];
  const networks = ['10.0.0.0/8', '172.16.0.0/12', '2001:db8::/32', '203.0.113.0/24'];
  expect(worlds.filter((text) => !isWorld(read(text)))).toEqual([]);
  expect(networks.filter((text) => isWorld(read(text)))).toEqual([]);
});
