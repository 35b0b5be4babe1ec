import {
  ADDRESS_BITS,
  beginsBlock,
  formatAddress,
  parseExactCidr,
  type Cidr,
} from '../../cluster/cidr';
import type { Problem } from '../../cluster/errors';
import { isRecord, optional, record, type Check } from '../../cluster/checks/checks';
import type { Peer } from '../peer';
import { PEER_GROUP_ID, PREFIX_LIST_ID } from './aws-values';
import { known, orToken } from './known-later';

const MADE = 'Make it with Peer.securityGroup(…), .ipv4(…), .ipv6(…) or .prefixList(…)';

/** A block of addresses of this family, with nothing set behind its prefix. */
function block(family: 4 | 6, example: string): Check<string> {
  return (value, path) => {
    const cidr = typeof value === 'string' ? parseExactCidr(value) : undefined;
    if (cidr?.family !== family) {
      const rule = `be a block of IPv${family} addresses`;
      return [{ path, rule, value, remedy: `Write it as '${example}'` }];
    }
    return beginsAtItsSize(cidr, path, value);
  };
}

function beginsAtItsSize(cidr: Cidr, path: string, value: unknown): readonly Problem[] {
  if (beginsBlock(cidr)) return [];
  const alone = `${formatAddress(cidr.family, cidr.address)}/${ADDRESS_BITS[cidr.family]}`;
  return [
    {
      path,
      rule: `begin where a block of /${cidr.prefix} begins`,
      value,
      remedy: `Write '${alone}' for this address alone, or the first one of the block`,
    },
  ];
}

const fields = known(
  record<Peer>(
    {
      referencedSecurityGroupId: optional(orToken(PEER_GROUP_ID)),
      cidrIpv4: optional(orToken(block(4, '10.1.0.0/16'))),
      cidrIpv6: optional(orToken(block(6, 'fd00::/8'))),
      prefixListId: optional(orToken(PREFIX_LIST_ID)),
    },
    MADE,
  ),
);

/** A peer names one thing; a rule of AWS has one source. */
export const peerShape: Check<Peer> = (value, path) => {
  if (value === undefined) return [{ path, rule: 'be given', remedy: MADE }];
  const problems = fields(value, path);
  if (problems.length > 0 || !isRecord(value)) return problems;
  const named = Object.keys(value).filter((field) => value[field] !== undefined);
  return named.length === 1 ? [] : [{ path, rule: 'name one source', value, remedy: MADE }];
};
