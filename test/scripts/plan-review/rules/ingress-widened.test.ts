import { ingressWidened } from '../../../../scripts/plan-review/rules/ingress-widened';
import { judge, severityOf } from '../../../support/judge-plan';
import type { PlannedResource } from '../../../support/plan-builder';
import { asIs } from '../../../support/planned-cluster';

const rule = (source: object, ports: object = { from_port: 9092, to_port: 9092 }) => ({
  ...{ ip_protocol: 'tcp', security_group_id: 'sg-1', ...ports, ...source },
});
const changed = (before: object, after: object, rest: object = {}): readonly PlannedResource[] => [
  {
    address: 'aws_vpc_security_group_ingress_rule.a',
    before: before as Record<string, unknown>,
    after: after as Record<string, unknown>,
    ...rest,
  },
];
const FROM = rule({ cidr_ipv4: '10.0.0.0/16' });

it.each([
  ['the same', FROM, FROM, undefined],
  ['less', FROM, rule({ cidr_ipv4: '10.0.1.0/24' }), undefined],
  ['fewer ports', rule(FROM, { from_port: 0, to_port: 65535 }), FROM, undefined],
  ['a wider network', FROM, rule({ cidr_ipv4: '10.0.0.0/15' }), 'care'],
  ['another network', FROM, rule({ cidr_ipv4: '10.1.0.0/16' }), 'care'],
  [
    'one more port',
    FROM,
    rule({ cidr_ipv4: '10.0.0.0/16' }, { from_port: 9091, to_port: 9092 }),
    'care',
  ],
  ['all protocols', FROM, { ...FROM, ip_protocol: '-1', from_port: null, to_port: null }, 'care'],
  ['another protocol', FROM, { ...FROM, ip_protocol: 'udp' }, 'care'],
  ['the same protocol by its number', { ...FROM, ip_protocol: '6' }, FROM, undefined],
  [
    'the same protocol of IPv6 by its number',
    { ...FROM, ip_protocol: '58' },
    { ...FROM, ip_protocol: 'icmpv6' },
    undefined,
  ],
  ['a security group', FROM, rule({ referenced_security_group_id: 'sg-9' }), 'care'],
  ['the internet', FROM, rule({ cidr_ipv4: '0.0.0.0/0' }), 'danger'],
  ['half of the internet', FROM, rule({ cidr_ipv4: '128.0.0.0/1' }), 'danger'],
  ['a large part of it', FROM, rule({ cidr_ipv4: '52.0.0.0/7' }), 'danger'],
  ['all of IPv6', FROM, rule({ cidr_ipv6: '::/0' }), 'danger'],
  ['the private addresses of IPv6', FROM, rule({ cidr_ipv6: 'fc00::/7' }), 'care'],
])('judges a rule that then lets in %s', (_, before, after, expected) => {
  expect(severityOf(ingressWidened, changed(before, after))).toBe(expected);
});

it('says when nobody knows yet who is let in', () => {
  const unknown = changed(FROM, rule({}), {
    actions: ['update'],
    afterUnknown: { cidr_ipv4: true },
  });
  expect(judge(ingressWidened, unknown)).toMatchObject([{ severity: 'care' }]);
});

describe('a rule that is new', () => {
  const added = (values: object, rest: object = {}) => [
    {
      address: 'aws_vpc_security_group_ingress_rule.b',
      after: { ...values } as Record<string, unknown>,
      ...rest,
    },
  ];

  it.each([
    ['in a group that stands', added(FROM), 'care'],
    [
      'in a new group',
      added({ ...FROM, security_group_id: null }, { afterUnknown: { security_group_id: true } }),
      undefined,
    ],
    [
      'in a new group, from the internet',
      added(
        { ...rule({ cidr_ipv4: '0.0.0.0/0' }), security_group_id: null },
        { afterUnknown: { security_group_id: true } },
      ),
      'danger',
    ],
  ])('judges one %s', (_, resources, expected) => {
    expect(severityOf(ingressWidened, resources)).toBe(expected);
  });

  it('widens nothing where another one let in as much', () => {
    const wide = asIs('aws_vpc_security_group_ingress_rule.a', rule({ cidr_ipv4: '10.0.0.0/8' }));
    expect(judge(ingressWidened, [wide, ...added(FROM)])).toEqual([]);
  });
});

describe('rules inside a group', () => {
  const group = (...ingress: readonly object[]) => ({ id: 'sg-1', ingress });
  const block = (rest: object) => ({ protocol: 'tcp', from_port: 9092, to_port: 9092, ...rest });
  const own = { address: 'aws_security_group.g' };

  it.each([
    [
      'the same in another order',
      ['10.0.0.0/16', '10.1.0.0/16'],
      ['10.1.0.0/16', '10.0.0.0/16'],
      undefined,
    ],
    ['one more', ['10.0.0.0/16'], ['10.0.0.0/16', '10.1.0.0/16'], 'care'],
    ['the internet', ['10.0.0.0/16'], ['10.0.0.0/16', '0.0.0.0/0'], 'danger'],
    ['two halves made one', ['10.1.0.0/16', '10.0.0.0/16'], ['10.0.0.0/15'], undefined],
    ['all that two halves let in already', ['0.0.0.0/1', '128.0.0.0/1'], ['0.0.0.0/0'], undefined],
  ])('judges %s', (_, before, after, expected) => {
    const resource = {
      ...own,
      before: group(block({ cidr_blocks: before })),
      after: group(block({ cidr_blocks: after })),
    };
    expect(severityOf(ingressWidened, [resource])).toBe(expected);
  });

  it('may move into resources of their own', () => {
    const inside = group(block({ cidr_blocks: ['10.0.0.0/16'] }));
    const moved = [
      { ...own, before: inside, after: group() },
      { address: 'aws_vpc_security_group_ingress_rule.a', after: FROM },
    ];
    expect(judge(ingressWidened, moved)).toEqual([]);
  });

  it.each([
    ['a group of the same members', { self: true }, 'care'],
    ['another group', { security_groups: ['sg-9'] }, 'care'],
    ['IPv6', { ipv6_cidr_blocks: ['2001:db8::/32'] }, 'care'],
  ])('knows %s', (_, source, expected) => {
    const resource = { ...own, before: group(), after: group(block(source)) };
    expect(severityOf(ingressWidened, [resource])).toBe(expected);
  });
});

it('knows the older kind of rule, and what goes out', () => {
  const old = (type: string) => ({
    address: 'aws_security_group_rule.a',
    after: {
      type,
      protocol: 'tcp',
      from_port: 1,
      to_port: 1,
      cidr_blocks: ['0.0.0.0/0'],
      security_group_id: 'sg-1',
    },
  });
  expect(severityOf(ingressWidened, [old('ingress')])).toBe('danger');
  expect(severityOf(ingressWidened, [old('egress')])).toBeUndefined();
});

it.each([
  [
    'a border open to all',
    'aws_network_acl_rule',
    { network_acl_id: 'a', rule_action: 'allow', cidr_block: '0.0.0.0/0' },
    'danger',
  ],
  [
    'a border closed to all',
    'aws_network_acl_rule',
    { network_acl_id: 'a', rule_action: 'deny', cidr_block: '0.0.0.0/0' },
    undefined,
  ],
  [
    'the way out of a border',
    'aws_network_acl_rule',
    { network_acl_id: 'a', rule_action: 'allow', egress: true, cidr_block: '0.0.0.0/0' },
    undefined,
  ],
  [
    'the world in a list',
    'aws_ec2_managed_prefix_list',
    { entry: [{ cidr: '0.0.0.0/0' }] },
    'danger',
  ],
  [
    'the world as an entry of a list',
    'aws_ec2_managed_prefix_list_entry',
    { prefix_list_id: 'p', cidr: '::/0' },
    'danger',
  ],
])('judges %s', (_, type, after, expected) => {
  expect(severityOf(ingressWidened, [{ address: `${type}.a`, after }])).toBe(expected);
});

it('takes a rule whose way is known only later for one that lets in', () => {
  const after = { security_group_id: 'sg', cidr_blocks: ['0.0.0.0/0'], protocol: '-1' };
  const rule = { address: 'aws_security_group_rule.a', after, afterUnknown: { type: true } };
  expect(severityOf(ingressWidened, [rule])).toBe('danger');
});

it('warns of a prefix list that a group with its rules inside then lets in', () => {
  const group = (...lists: readonly string[]) => ({
    id: 'sg-1',
    ingress: [
      {
        ...{ protocol: 'tcp', from_port: 9092, to_port: 9092 },
        ...{ cidr_blocks: ['10.0.0.0/16'], prefix_list_ids: lists },
      },
    ],
  });
  const change = { address: 'aws_security_group.g', before: group(), after: group('pl-1') };
  expect(severityOf(ingressWidened, [change])).toBe('care');
  expect(severityOf(ingressWidened, [{ ...change, after: group() }])).toBeUndefined();
});

const WEB = rule({ cidr_ipv4: '0.0.0.0/0' }, { from_port: 443, to_port: 443 });

it.each([
  ['the web of a group that isn’t Kafka’s', { ...WEB, security_group_id: 'sg-web' }, 'care'],
  [
    'pings',
    rule({ cidr_ipv4: '0.0.0.0/0', ip_protocol: 'icmp' }, { from_port: 8, to_port: 0 }),
    'care',
  ],
  ['the web of the brokers’ own hosts', WEB, 'danger'],
  ['SSH', { ...WEB, from_port: 22, to_port: 22, security_group_id: 'sg-web' }, 'danger'],
  ['a database', { ...WEB, from_port: 5432, to_port: 5432, security_group_id: 'sg-web' }, 'danger'],
])('judges who opens %s to the internet', (_, after, expected) => {
  const broker = asIs('aws_instance.kafka', { id: 'i-1', vpc_security_group_ids: ['sg-1'] });
  const opened = { address: 'aws_vpc_security_group_ingress_rule.a', after };
  expect(severityOf(ingressWidened, [broker, opened])).toBe(expected);
});

describe('a network ACL', () => {
  const entry = (rule_number: number, rule_action: string, cidr_block: string) => ({
    ...{
      network_acl_id: 'acl-1',
      egress: false,
      protocol: '-1',
      rule_number,
      rule_action,
      cidr_block,
    },
  });
  const allow = asIs('aws_network_acl_rule.allow', entry(100, 'allow', '10.0.0.0/8'));

  it('lets in what no denial stands before any more', () => {
    const deny = { address: 'aws_network_acl_rule.deny', before: entry(50, 'deny', '10.1.0.0/16') };
    expect(severityOf(ingressWidened, [allow, deny])).toBe('care');
  });

  it('lets in no more by a rule behind a denial of the same', () => {
    const deny = asIs('aws_network_acl_rule.deny', entry(50, 'deny', '10.0.0.0/8'));
    const late = { address: 'aws_network_acl_rule.b', after: entry(60, 'allow', '10.0.0.0/8') };
    expect(judge(ingressWidened, [deny, late])).toEqual([]);
  });
});

it.each([
  [
    'google_compute_firewall',
    { network: 'n', allow: [{ protocol: 'tcp' }], source_ranges: ['10.0.0.0/8'] },
    { source_ranges: ['0.0.0.0/0'] },
  ],
  [
    'azurerm_network_security_rule',
    { access: 'Allow', direction: 'Inbound', protocol: '*', source_address_prefix: '10.0.0.0/8' },
    { source_address_prefix: 'Internet' },
  ],
  [
    'azurerm_network_security_group',
    { id: 'g', security_rule: [] },
    {
      security_rule: [
        {
          access: 'Allow',
          direction: 'Inbound',
          protocol: 'Tcp',
          source_address_prefix: '*',
          destination_port_range: '22',
        },
      ],
    },
  ],
  [
    'hcloud_firewall',
    { id: 'f', rule: [] },
    { rule: [{ direction: 'in', protocol: 'tcp', port: '9092', source_ips: ['::/0'] }] },
  ],
  [
    'digitalocean_firewall',
    { id: 'f', inbound_rule: [] },
    { inbound_rule: [{ protocol: 'tcp', port_range: '22', source_addresses: ['0.0.0.0/0'] }] },
  ],
  [
    'openstack_networking_secgroup_rule_v2',
    { direction: 'ingress', remote_ip_prefix: '10.0.0.0/8', security_group_id: 's' },
    { remote_ip_prefix: '' },
  ],
  [
    'linode_firewall',
    { id: 'f', inbound: [] },
    { inbound: [{ action: 'ACCEPT', protocol: 'TCP', ports: '22,2181', ipv4: ['0.0.0.0/0'] }] },
  ],
  [
    'oci_core_security_list',
    { id: 'l', ingress_security_rules: [] },
    {
      ingress_security_rules: [
        { protocol: '6', source: '0.0.0.0/0', tcp_options: [{ min: 9092, max: 9092 }] },
      ],
    },
  ],
])('finds danger in a %s that opens to the world', (type, before, change) => {
  const resource = { address: `${type}.a`, before, after: { ...before, ...change } };
  expect(severityOf(ingressWidened, [resource])).toBe('danger');
});

it('knows that a firewall of Google that is turned off lets nobody in', () => {
  const open = { network: 'n', allow: [{ protocol: 'tcp' }], source_ranges: ['0.0.0.0/0'] };
  const made = (disabled: boolean) => ({
    ...{ address: 'google_compute_firewall.a', after: { ...open, disabled } },
  });
  expect(severityOf(ingressWidened, [made(true)])).toBeUndefined();
  expect(severityOf(ingressWidened, [made(false)])).toBe('danger');
});
