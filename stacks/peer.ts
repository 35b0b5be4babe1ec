import type { VpcSecurityGroupIngressRuleConfig } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';

/** Who is let in, or where hosts may go. Made by the factories of {@link Peer}. */
export type Peer = Pick<
  VpcSecurityGroupIngressRuleConfig,
  'referencedSecurityGroupId' | 'cidrIpv4' | 'cidrIpv6' | 'prefixListId'
>;

/** Who is let in, or where hosts may go. What is wrong with one is told where it is used. */
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
