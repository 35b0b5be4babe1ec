import type { VpcSecurityGroupIngressRuleConfig } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { SpecError } from '../cluster/errors';

/** Who is let in. Made by the factories of {@link Peer}. */
export type Peer = Pick<
  VpcSecurityGroupIngressRuleConfig,
  'referencedSecurityGroupId' | 'cidrIpv4' | 'cidrIpv6' | 'prefixListId'
>;

/** Who is let in. */
export const Peer = {
  /** The members of a security group: what keeps being right when addresses change. */
  securityGroup: (id: string): Peer => ({ referencedSecurityGroupId: id }),
  /** A block of addresses, such as `10.0.0.0/8`. */
  ipv4: (cidr: string): Peer => ({ cidrIpv4: cidr }),
  /** A block of addresses, such as `fd00::/8`. */
  ipv6: (cidr: string): Peer => ({ cidrIpv6: cidr }),
  /** The members of a prefix list. */
  prefixList: (id: string): Peer => ({ prefixListId: id }),
} as const;

/**
 * @param why the end of the rule, where there is a reason of its own
 * @throws SpecError where the peer is everybody
 */
export function refuseWorld(path: string, { cidrIpv4, cidrIpv6 }: Peer, why = ''): void {
  const everybody = [cidrIpv4, cidrIpv6].find((cidr) => cidr !== undefined && /\/0+$/.test(cidr));
  if (everybody === undefined) return;
  throw new SpecError([
    {
      path,
      rule: `name a network that is not the whole internet${why}`,
      value: everybody,
      remedy: 'Name the security group or the block of addresses of those who need it',
    },
  ]);
}
