import { isIP } from 'node:net';

/** A range of addresses. */
export interface Cidr {
  readonly family: 4 | 6;
  /** The network's address as a number, its host bits cleared. */
  readonly network: bigint;
  /** 0 to 32, or to 128. */
  readonly prefix: number;
}

const BITS = { 4: 32, 6: 128 } as const;

/** Reads `10.0.0.0/8` or `2001:db8::/32`; undefined for what is none. */
export function parseCidr(text: string): Cidr | undefined {
  const [, address, length] = /^([^/]+)\/(\d{1,3})$/.exec(text.trim()) ?? [];
  const family = isIP(address ?? '');
  if (family !== 4 && family !== 6) return undefined;
  const prefix = Number(length);
  const bits = BITS[family];
  if (prefix > bits) return undefined;
  const value = family === 4 ? ipv4Value(address!) : ipv6Value(address!);
  const hostBits = BigInt(bits - prefix);
  return { family, prefix, network: (value >> hostBits) << hostBits };
}

/** Whether every address of the inner range is in the outer one. */
export function containsCidr(outer: Cidr, inner: Cidr): boolean {
  if (outer.family !== inner.family || outer.prefix > inner.prefix) return false;
  const hostBits = BigInt(BITS[outer.family] - outer.prefix);
  return inner.network >> hostBits === outer.network >> hostBits;
}

/**
 * Whether a range is the whole internet or a good part of it, also where it is given as a few halves
 * or as all of IPv6's public addresses.
 */
export function isWorld({ family, prefix }: Cidr): boolean {
  return prefix <= (family === 4 ? 4 : 8);
}

function ipv4Value(address: string): bigint {
  return address.split('.').reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function ipv6Value(address: string): bigint {
  const [bare = ''] = address.split('%');
  const [head = '', tail] = bare.split('::');
  const first = groups(head);
  const last = tail === undefined ? [] : groups(tail);
  const gap = Array<bigint>(8 - first.length - last.length).fill(0n);
  return [...first, ...gap, ...last].reduce((value, group) => (value << 16n) | group, 0n);
}

/** Groups of sixteen bits; an IPv4 address at the end makes two. */
function groups(text: string): readonly bigint[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [BigInt(`0x${group}`)];
    const value = ipv4Value(group);
    return [value >> 16n, value & 0xffffn];
  });
}
