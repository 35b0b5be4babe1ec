import fc from 'fast-check';
import { formatIpv4, isWithin, overlap, parseIpv4, parseIpv4Block } from '../../stacks/ipv4';

describe('parseIpv4Block', () => {
  it.each([
    ['10.20.0.0/22', { first: 0x0a140000, size: 1024 }],
    ['0.0.0.0/0', { first: 0, size: 2 ** 32 }],
    ['192.168.1.7/32', { first: 0xc0a80107, size: 1 }],
    ['255.255.255.240/28', { first: 0xfffffff0, size: 16 }],
  ])('reads %s', (cidr, block) => {
    expect(parseIpv4Block(cidr)).toEqual(block);
  });

  it.each(['10.20.0.0', '10.20.0.0/33', '10.20.0.1/22', '10.20.0/22', '10.20.0.256/32', 'x', ''])(
    'refuses %j',
    (cidr) => {
      expect(parseIpv4Block(cidr)).toBeUndefined();
    },
  );
});

const anyAddress = fc.integer({ min: 0, max: 2 ** 32 - 1 });

it('formatIpv4 writes what parseIpv4 reads', () => {
  fc.assert(
    fc.property(anyAddress, (address) => {
      expect(parseIpv4(formatIpv4(address))).toBe(address);
    }),
  );
});

it('blocks overlap exactly where one address is in both', () => {
  const anyBlock = fc.tuple(fc.integer({ min: 0, max: 63 }), fc.integer({ min: 0, max: 3 }));
  fc.assert(
    fc.property(anyBlock, anyBlock, ([a, aBits], [b, bBits]) => {
      const one = { first: a, size: 2 ** aBits };
      const other = { first: b, size: 2 ** bBits };
      const has = ({ first, size }: typeof one, address: number) =>
        address >= first && address < first + size;
      const all = Array.from({ length: 80 }, (_, address) => address);
      expect(overlap(one, other)).toBe(all.some((each) => has(one, each) && has(other, each)));
      expect(isWithin(one, other)).toBe(all.every((each) => !has(one, each) || has(other, each)));
    }),
  );
});
