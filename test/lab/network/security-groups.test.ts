import type { Account, Instance, SecurityGroupRule } from '../account';
import { firewallOf } from './security-groups';

const instance = (address: string, ...securityGroups: string[]) =>
  ({ address, securityGroups }) as unknown as Instance;

const rule = (fields: Partial<SecurityGroupRule>): SecurityGroupRule => ({
  ...{ groupId: 'brokers', direction: 'in', protocol: 'tcp', fromPort: 9092, toPort: 9092 },
  peer: { cidr: '10.0.0.0/8' },
  ...fields,
});

describe('the security groups of a host', () => {
  const broker = instance('10.20.0.11', 'brokers');
  const other = instance('10.20.1.12', 'brokers', 'zookeepers');
  const firewall = (...securityGroupRules: SecurityGroupRule[]) =>
    firewallOf({ instances: [broker, other], securityGroupRules } as unknown as Account, broker);

  it('let nothing pass that no rule names, but for answers', () => {
    const rules = firewall();
    expect(rules.match(/policy drop/g)).toHaveLength(2);
    expect(rules.match(/ct state established,related accept/g)).toHaveLength(2);
    expect(rules).not.toMatch(/saddr/);
  });

  it('let a block of addresses into a port', () => {
    expect(firewall(rule({}))).toContain('ip saddr { 10.0.0.0/8 } tcp dport 9092-9092 accept');
  });

  it('take a group for the addresses of its members', () => {
    const peer = { groupId: 'brokers' };
    expect(firewall(rule({ peer }))).toContain('ip saddr { 10.20.0.11, 10.20.1.12 }');
    expect(firewall(rule({ peer: { groupId: 'nobody' } }))).toBe(firewall());
  });

  it('let all protocols out where a rule says so', () => {
    const out = rule({ direction: 'out', protocol: '-1', fromPort: null, toPort: null });
    expect(firewall(out)).toContain('ip daddr { 10.0.0.0/8 } accept');
  });

  it('leave out the rules of groups that the host is no member of', () => {
    expect(firewall(rule({ groupId: 'zookeepers' }))).toBe(firewall());
  });
});
