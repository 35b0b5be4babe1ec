import { parseCidr, type Cidr } from '../../cluster/cidr';
import type { Problem } from '../../cluster/errors';
import { isRecord, optional, record, type Check } from '../../cluster/validation/checks';
import type { Peer } from '../peer';
import { PEER_GROUP_ID, PREFIX_LIST_ID } from './aws-values';
import { known, orToken } from './known-later';

const MADE = 'Make it with Peer.securityGroup(…), .ipv4(…), .ipv6(…) or .prefixList(…)';

/** A block of addresses of this family, with nothing set behind its prefix. */
function block(family: 4 | 6, example: string): Check<string> {
  return (value, path) => {
    const cidr = typeof value === 'string' ? parseCidr(value) : undefined;
    if (cidr?.family !== family || /\s|%/.test(value as string)) {
      const rule = `be a block of IPv${family} addresses`;
      return [{ path, rule, value, remedy: `Write it as '${example}'` }];
    }
    return beginsAtItsSize(cidr, value as string, path);
  };
}

function beginsAtItsSize(cidr: Cidr, value: string, path: string): readonly Problem[] {
  const [address = ''] = value.split('/');
  const longest = cidr.family === 4 ? 32 : 128;
  if (parseCidr(`${address}/${longest}`)!.network === cidr.network) return [];
  return [
    {
      path,
      rule: `begin where a block of /${cidr.prefix} begins`,
      value,
      remedy: `Write '${address}/${longest}' for this address alone, or the first one of the block`,
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
