import type { Account, Instance, SecurityGroupRule } from '../account';
import { LAB_ADDRESSES } from '../lab-place';

/** What no security group keeps from a host: DHCP, its resolver, and what it asks of itself. */
const RESOLVER_AND_METADATA = `{ ${LAB_ADDRESSES.resolver}, ${LAB_ADDRESSES.metadata} }`;

/**
 * A host's security groups as nftables' rules for its own network namespace: what no rule of a group
 * lets pass is dropped without a word, and an answer always passes.
 */
export function firewallOf(account: Account, { securityGroups }: Instance): string {
  const rules = account.securityGroupRules.filter(({ groupId }) =>
    securityGroups.includes(groupId),
  );
  const passing = (direction: SecurityGroupRule['direction']) =>
    rules
      .filter((rule) => rule.direction === direction)
      .flatMap((rule) => {
        const peers = peersOf(rule, account).join(', ');
        return peers === '' ? [] : [`${address[direction]} { ${peers} } ${portsOf(rule)}accept`];
      });
  return [
    'table inet security_groups {',
    ...chain('input', ['iifname "lo" accept', 'udp dport 68 accept', ...passing('in')]),
    ...chain('output', [
      ...['oifname "lo" accept', 'udp dport 67 accept', `ip daddr ${RESOLVER_AND_METADATA} accept`],
      ...passing('out'),
    ]),
    '}',
  ].join('\n');
}

const address = { in: 'ip saddr', out: 'ip daddr' } as const;

function chain(hook: 'input' | 'output', rules: readonly string[]): readonly string[] {
  return [
    `chain ${hook} {`,
    `type filter hook ${hook} priority filter; policy drop;`,
    'ct state established,related accept',
    ...rules,
    '}',
  ];
}

/** A group stands for the addresses of its members, a prefix list for the AWS service in the lab. */
function peersOf({ peer }: SecurityGroupRule, { instances }: Account): readonly string[] {
  if ('cidr' in peer) return [peer.cidr];
  if ('prefixListId' in peer) return [LAB_ADDRESSES.aws];
  return instances
    .filter(({ securityGroups }) => securityGroups.includes(peer.groupId))
    .map(({ address: of }) => of);
}

function portsOf({ protocol, fromPort, toPort }: SecurityGroupRule): string {
  if (protocol === '-1') return '';
  if (protocol === 'icmp') return 'meta l4proto icmp ';
  return `${protocol} dport ${fromPort}-${toPort} `;
}
