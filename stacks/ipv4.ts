/** A block of IPv4 addresses. */
export interface Ipv4Block {
  /** The first address, as a number. */
  readonly first: number;
  /** How many addresses. */
  readonly size: number;
}

/** The block of `10.20.0.0/22`; undefined where the text is none, or has bits set behind its prefix. */
export function parseIpv4Block(cidr: string): Ipv4Block | undefined {
  const [, address = '', prefix] = /^([\d.]+)\/(0|[1-9]\d?)$/.exec(cidr) ?? [];
  const first = parseIpv4(address);
  if (first === undefined || Number(prefix) > 32) return undefined;
  const size = 2 ** (32 - Number(prefix));
  return first % size === 0 ? { first, size } : undefined;
}

/** An address as a number; undefined where the text is none. */
export function parseIpv4(address: string): number | undefined {
  const parts = address.split('.');
  const sound =
    parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && +part < 256);
  return sound ? parts.reduce((sum, part) => sum * 256 + Number(part), 0) : undefined;
}

export function formatIpv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

export function isWithin(inner: Ipv4Block, outer: Ipv4Block): boolean {
  return inner.first >= outer.first && inner.first + inner.size <= outer.first + outer.size;
}

export function overlap(one: Ipv4Block, other: Ipv4Block): boolean {
  return one.first < other.first + other.size && other.first < one.first + one.size;
}
