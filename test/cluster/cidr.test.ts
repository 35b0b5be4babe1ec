import { isIP } from 'node:net';
import fc from '../support/fast-check';
import {
  addressAt,
  beginsBlock,
  formatAddress,
  holdsCidr,
  holdsInternet,
  isHostAddress,
  overlaps,
  parseAddress,
  parseCidr,
  parseExactCidr,
  type Cidr,
} from '../../cluster/cidr';

const block = (text: string): Cidr => parseCidr(text)!;
const all = (text: string): readonly Cidr[] => text.split(' ').map(block);

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

/** Blocks of 10.0.0.0/24, with the last parts of their addresses. */
const small = fc.tuple(fc.nat(255), fc.integer({ min: 24, max: 32 })).map(([last, prefix]) => {
  const size = 2 ** (32 - prefix);
  const start = Math.floor(last / size) * size;
  const addresses = new Set(Array.from({ length: size }, (_, index) => start + index));
  return { block: block(`10.0.0.${last}/${prefix}`), addresses };
});

describe('a block of addresses', () => {
  it.each([
    ['10.20.0.0/22', 'IPv4 of /22, 10.20.0.0 to 10.20.3.255'],
    ['0.0.0.0/0', 'IPv4 of /0, 0.0.0.0 to 255.255.255.255'],
    ['192.168.1.7/32', 'IPv4 of /32, 192.168.1.7 to 192.168.1.7'],
    ['10.1.2.3/8', 'IPv4 of /8, 10.0.0.0 to 10.255.255.255'],
    ['2001:db8::1/127', 'IPv6 of /127, 2001:db8:: to 2001:db8::1'],
    ['::/0', 'IPv6 of /0, :: to ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['::ffff:10.0.0.0/104', 'IPv6 of /104, ::ffff:a00:0 to ::ffff:aff:ffff'],
    // Nothing that AWS takes, but what another program may.
    [' 10.0.0.0/08\n', 'IPv4 of /8, 10.0.0.0 to 10.255.255.255'],
    ['fe80::1%eth0/64', 'IPv6 of /64, fe80:: to fe80::ffff:ffff:ffff:ffff'],
  ])('such as %j is %s', (text, expected) => {
    const read = block(text);
    const size = `IPv${read.family} of /${read.prefix}`;
    expect(`${size}, ${addressAt(read, 0)} to ${addressAt(read, -1)}`).toBe(expected);
  });

  it.each([
    ...['10.0.0.0', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/+8', '10.0.0.0/8/8'],
    ...['10.0.0/8', '010.0.0.0/8', '0x0a.0.0.0/8', '167772160/8', '10.0.0.256/32', '10.0.0.0/1e1'],
    ...['2001:db8::/129', '1::2::3/64', '2001:db8::g/32', '::ffff:010.0.0.1/128', '::00001/128'],
    ...['[::]/0', ':/8', '/8', '', 'sg-1'],
  ])('%j is none', (text) => {
    expect([parseCidr(text), parseExactCidr(text)]).toEqual([undefined, undefined]);
  });

  it.each([' 10.0.0.0/8', '10.0.0.0/8\n', '10.0.0.0/08', 'fe80::1%eth0/64', '2001:db8::/032'])(
    '%j is none where it goes to AWS',
    (text) => {
      expect(parseCidr(text)).toBeDefined();
      expect(parseExactCidr(text)).toBeUndefined();
    },
  );

  it('is the same in all ways to write it', () => {
    const ways = ['2001:db8::/32', '2001:0db8:0:0:0:0:0:0/32', '2001:DB8::/32'];
    expect(ways.map(block)).toEqual(ways.map(() => block('2001:db8::/32')));
    expect(block('::ffff:10.0.0.1/128')).toEqual(block('::ffff:a00:1/128'));
  });

  it.each([
    ['10.20.0.0/22', true],
    ['10.20.0.1/22', false],
    ['10.20.0.1/32', true],
    ['2001:db8::/32', true],
    ['2001:db8::1/32', false],
  ])('of %s begins with the address that it is written with: %s', (text, expected) => {
    expect(beginsBlock(block(text))).toBe(expected);
  });
});

describe('an address', () => {
  it('is one to the library where it is one to Node', () => {
    const letters = fc.constantFrom(...'0123456789abcf.:x -');
    const typed = fc.oneof(
      ipv4,
      ipv6,
      fc.array(letters, { maxLength: 20 }).map((each) => each.join('')),
      fc.tuple(ipv6, ipv4).map(([six, four]) => `${six.split(':').slice(0, 6).join(':')}:${four}`),
    );
    const odd = fc.tuple(typed, fc.nat(40), letters).map(([text, place, letter]) => {
      return text.slice(0, place) + letter + text.slice(place + 1);
    });
    fc.assert(
      fc.property(fc.oneof(typed, odd), (text) => {
        expect(parseAddress(text)?.family ?? 0).toBe(isIP(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('has neither a prefix nor a zone', () => {
    expect(['10.0.0.1/32', '::1/128', 'fe80::1%eth0'].flatMap((each) => parseAddress(each) ?? [])) //
      .toEqual([]);
  });

  it('is written as it is read', () => {
    fc.assert(
      fc.property(fc.oneof(ipv4, ipv6), (text) => {
        const read = parseAddress(text)!;
        const written = formatAddress(read.family, read.address);
        expect(parseAddress(written)).toEqual(read);
        if (read.family === 4) expect(written).toBe(text);
      }),
    );
  });

  it.each([
    [0, '10.20.0.0'],
    [10, '10.20.0.10'],
    [-1, '10.20.3.255'],
    [-2, '10.20.3.254'],
    // Past an end: whoever asks for it says whether that will do.
    [1024, '10.20.4.0'],
    [-1025, '10.19.255.255'],
  ])(
    'at place %d of a block is counted from its first, or back from its end',
    (place, expected) => {
      expect(addressAt(block('10.20.0.0/22'), place)).toBe(expected);
    },
  );

  it.each([
    ['10.0.0.1', true],
    ['127.0.0.1', true],
    ['223.255.255.255', true],
    ['2001:db8::1', true],
    ['::1', true],
    ['::ffff:10.0.0.1', true],
    ['0.0.0.0', false],
    ['0.1.2.3', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['::', false],
    ['ff02::1', false],
    ['::ffff:0.0.0.0', false],
  ])('such as %s can be a host’s: %s', (text, expected) => {
    expect(isHostAddress(parseAddress(text)!)).toBe(expected);
  });
});

describe('blocks hold another', () => {
  it.each([
    ['10.0.0.0/8', '10.20.0.0/16', true],
    ['10.20.0.0/16', '10.0.0.0/8', false],
    ['10.0.0.0/8', '10.0.0.0/8', true],
    ['10.0.0.0/8', '11.0.0.0/8', false],
    ['0.0.0.0/0', '203.0.113.7/32', true],
    ['0.0.0.0/0', '::/0', false],
    ['::/0', '0.0.0.0/0', false],
    ['2001:db8::/32', '2001:db8:1::/48', true],
    ['2001:db8::/32', '2001:db9::/48', false],
    // In pieces.
    ['0.0.0.0/1 128.0.0.0/1', '0.0.0.0/0', true],
    ['128.0.0.0/1 64.0.0.0/2 0.0.0.0/2', '0.0.0.0/0', true],
    ['::/1 8000::/1', '::/0', true],
    ['::/1 128.0.0.0/1', '::/0', false],
    ['0.0.0.0/2 128.0.0.0/1', '0.0.0.0/0', false],
    ['0.0.0.0/2 128.0.0.0/1', '10.0.0.0/8', true],
    ['10.0.0.0/8 10.1.0.0/16 11.0.0.0/8', '10.0.0.0/7', true],
  ])('%s holds %s: %s', (outer, inner, expected) => {
    expect(holdsCidr(all(outer), block(inner))).toBe(expected);
  });

  it('where they are it', () => {
    fc.assert(fc.property(cidr, (text) => holdsCidr([block(text)], block(text))));
  });

  it('where each of its addresses is in one of them', () => {
    fc.assert(
      fc.property(fc.array(small, { maxLength: 6 }), small, (outer, inner) => {
        const expected = [...inner.addresses].every((address) =>
          outer.some(({ addresses }) => addresses.has(address)),
        );
        expect(
          holdsCidr(
            outer.map((each) => each.block),
            inner.block,
          ),
        ).toBe(expected);
      }),
    );
  });

  it('and overlap another where one address is in both', () => {
    fc.assert(
      fc.property(small, small, (one, other) => {
        const expected = [...one.addresses].some((address) => other.addresses.has(address));
        expect(overlaps(one.block, other.block)).toBe(expected);
        expect(overlaps(other.block, one.block)).toBe(expected);
      }),
    );
    expect(overlaps(block('0.0.0.0/0'), block('::/0'))).toBe(false);
  });
});

describe('the internet', () => {
  it.each([
    ...['0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '::/0', '2000::/3', '8000::/1'],
    // Where AWS begins to call it public: past a /8, past a /32.
    ...['16.0.0.0/7', '2001:db8::/31', '8.0.0.0/6'],
    ...['52.0.0.0/8 53.0.0.0/32', '2001:db8::/32 2001:db9::1/128'],
    // IPv4, written in IPv6's way.
    ...['::ffff:0.0.0.0/96', '::ffff:128.0.0.0/97'],
  ])('is held by %s', (text) => {
    expect(holdsInternet(all(text))).toBe(true);
  });

  it.each([
    ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'],
    ...['2001:db8::/32', '203.0.113.0/24', '52.0.0.0/8', '::ffff:10.0.0.0/104'],
    // Half of it is private; all of it is given twice; it is private in pieces.
    ...['10.0.0.0/7', '52.0.0.0/8 52.0.0.0/8 52.1.0.0/16', '10.0.0.0/9 10.128.0.0/9 11.0.0.0/8'],
    ...['52.0.0.0/8 2001:db8::/32'],
  ])('is not held by %s', (text) => {
    expect(holdsInternet(all(text))).toBe(false);
  });

  it('is held by no more blocks than hold it', () => {
    expect(holdsInternet([])).toBe(false);
  });
});
