import { containsCidr, parseCidr, type Cidr } from '../../cluster/cidr';

/** Addresses that are not the internet's. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'].map(
  (block) => parseCidr(block)!,
);

/**
 * More than these are public, to AWS as well: a /8 of IPv4, a /32 of IPv6.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
const MOST = { 4: 1n << 24n, 6: 1n << 96n };

/** Whether blocks, taken together, hold a large part of the internet. */
export function holdsInternet(blocks: readonly Cidr[]): boolean {
  return ([4, 6] as const).some((family) => {
    const ofFamily = blocks.filter((block) => block.family === family);
    return publicSize(outermost(ofFamily)) > MOST[family];
  });
}

/** Blocks nest or lie apart: without those inside of others, none is counted twice. */
function outermost(blocks: readonly Cidr[]): readonly Cidr[] {
  return blocks.filter(
    (block, index) =>
      !blocks.some(
        (other, place) =>
          containsCidr(other, block) && (other.prefix < block.prefix || place < index),
      ),
  );
}

function publicSize(blocks: readonly Cidr[]): bigint {
  return blocks.reduce((sum, block) => sum + sizeOf(block) - privateSize(block), 0n);
}

function privateSize(block: Cidr): bigint {
  if (PRIVATE.some((range) => containsCidr(range, block))) return sizeOf(block);
  return PRIVATE.filter((range) => containsCidr(block, range)).reduce(
    (sum, range) => sum + sizeOf(range),
    0n,
  );
}

function sizeOf({ family, prefix }: Cidr): bigint {
  return 1n << BigInt((family === 4 ? 32 : 128) - prefix);
}
