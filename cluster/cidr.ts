import { Address4, Address6 } from 'ip-address';

/*
 * The words in which all else speaks of addresses. What a text means, the library says; nobody else
 * imports it, or takes an address apart.
 */

/** A block of addresses; a single address is a block of one. */
export interface Cidr {
  readonly family: 4 | 6;
  /** Leading bits that all its addresses share: 0 to 32, or to 128 in IPv6. */
  readonly prefix: number;
  /** The address as it is written: the first one, unless bits are set behind the prefix. */
  readonly address: bigint;
  readonly first: bigint;
  readonly last: bigint;
}

/** Bits of an address; a block with this prefix is one address. */
export const ADDRESS_BITS = { 4: 32, 6: 128 } as const;

/**
 * Reads what somebody wrote for a block, such as `10.0.0.0/8` or `2001:db8::/32`: also with blanks
 * around it, bits behind the prefix, zeros before its length or a zone, which other programs take.
 * To judge by; what goes to AWS is read by {@link parseExactCidr}.
 *
 * @returns undefined for what is none, and for an address without a prefix
 */
export function parseCidr(text: string): Cidr | undefined {
  return text.includes('/') ? read(text.trim()) : undefined;
}

/**
 * Reads a block that no program reads otherwise: without blanks, a zone, or zeros before its length.
 * Bits may be set behind the prefix; {@link beginsBlock} tells.
 */
export function parseExactCidr(text: string): Cidr | undefined {
  return /^[^\s%]+\/(0|[1-9]\d*)$/.test(text) ? read(text) : undefined;
}

/** Reads `10.0.0.1` or `2001:db8::1`, with nothing around it and no zone. */
export function parseAddress(text: string): Cidr | undefined {
  return /[/%]/.test(text) ? undefined : read(text);
}

function read(text: string): Cidr | undefined {
  const family = Address4.isValid(text) ? 4 : Address6.isValid(text) ? 6 : undefined;
  if (family === undefined) return undefined;
  const parsed = family === 4 ? new Address4(text) : new Address6(text);
  return {
    ...{ family, prefix: parsed.subnetMask, address: parsed.bigInt() },
    ...{ first: parsed.startAddress().bigInt(), last: parsed.endAddress().bigInt() },
  };
}

/** An address of a family, as text. */
export function formatAddress(family: Cidr['family'], address: bigint): string {
  return (family === 4 ? Address4 : Address6).fromBigInt(address).correctForm();
}

/**
 * The address at this place of a block, counted from its first, which is 0, or back from its last, which
 * is -1: as terraform's `cidrhost` does, but also past either end.
 */
export function addressAt({ family, first, last }: Cidr, place: number): string {
  return formatAddress(family, (place < 0 ? last + 1n : first) + BigInt(place));
}

/** Whether it is written with its first address, as AWS asks for. */
export function beginsBlock({ address, first }: Cidr): boolean {
  return address === first;
}

/** Whether every address of the inner block is in one of the outer ones: two halves hold the whole. */
export function holdsCidr(outer: readonly Cidr[], inner: Cidr): boolean {
  return runsOf(inner.family, outer).some(
    (run) => run.first <= inner.first && inner.last <= run.last,
  );
}

/** Whether an address is in both. */
export function overlaps(one: Cidr, other: Cidr): boolean {
  return one.family === other.family && one.first <= other.last && other.first <= one.last;
}

/** Whether a host can have this address: it is neither nobody's, nor a group's, nor kept by IP itself. */
export function isHostAddress(address: Cidr): boolean {
  return !holdsCidr(NO_HOSTS, meant(address));
}

const NO_HOSTS = blocks('0.0.0.0/8', '224.0.0.0/3', '::/128', 'ff00::/8');

/**
 * Whether blocks, taken together, hold more of the internet than AWS still calls somebody's: a /8 of
 * public IPv4 addresses, a /32 of IPv6.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function holdsInternet(given: readonly Cidr[]): boolean {
  const all = given.map(meant);
  return publicAddresses(4, all) > 2n ** (32n - 8n) || publicAddresses(6, all) > 2n ** (128n - 32n);
}

/** Addresses that are not the internet's; no two of these meet. */
const PRIVATE = [
  ...blocks('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'),
  ...blocks('100.64.0.0/10', 'fc00::/7'),
];

function publicAddresses(family: Cidr['family'], given: readonly Cidr[]): bigint {
  const notPublic = runsOf(family, PRIVATE);
  return runsOf(family, given)
    .map((run) =>
      notPublic.reduce((left, other) => left - sizeShared(run, other), sizeShared(run, run)),
    )
    .reduce((sum, size) => sum + size, 0n);
}

/** Addresses without a gap between them. */
type Run = Pick<Cidr, 'first' | 'last'>;

/** The addresses of these blocks, none of them twice. */
function runsOf(family: Cidr['family'], given: readonly Cidr[]): readonly Run[] {
  const runs: { first: bigint; last: bigint }[] = [];
  const ofFamily = given.filter((block) => block.family === family);
  for (const { first, last } of ofFamily.sort((a, b) => (a.first < b.first ? -1 : 1))) {
    const before = runs.at(-1);
    if (!before || first > before.last + 1n) runs.push({ first, last });
    else if (last > before.last) before.last = last;
  }
  return runs;
}

/** How many addresses are in both. */
function sizeShared(one: Run, other: Run): bigint {
  const first = one.first > other.first ? one.first : other.first;
  const last = one.last < other.last ? one.last : other.last;
  return first > last ? 0n : last - first + 1n;
}

/** IPv4 that is written in IPv6's way, such as `::ffff:10.0.0.0/104`, is that IPv4. */
function meant(block: Cidr): Cidr {
  const { family, prefix, address, first, last } = block;
  const length = prefix - (ADDRESS_BITS[6] - ADDRESS_BITS[4]);
  if (family === 4 || length < 0 || !Address6.fromBigInt(first).isMapped4()) return block;
  const [ipv4, from, to] = [address, first, last].map((value) => BigInt.asUintN(32, value));
  return { family: 4, prefix: length, address: ipv4!, first: from!, last: to! };
}

function blocks(...texts: readonly string[]): readonly Cidr[] {
  return texts.map((text) => read(text)!);
}
