import { trafficCut } from '../../../../scripts/plan-review/rules/traffic-cut';
import { judge, severityOf } from '../../../support/judge-plan';
import type { PlannedResource } from '../../../support/plan-builder';
import { asIs, plannedCluster, SETTINGS } from '../../../support/planned-cluster';

type Values = Readonly<Record<string, unknown>>;

const KAFKA = { protocol: 'tcp', from_port: 9092, to_port: 9092, cidr_blocks: ['10.0.0.0/8'] };
const OUT = { protocol: '-1', cidr_blocks: ['0.0.0.0/0'] };
const group = (ingress: object[], egress: object[]) => ({ id: 'sg-1', ingress, egress });
const changed = (
  address: string,
  before: Values | null,
  after: Values | null,
): PlannedResource => ({
  ...{ address, before, after },
});

it.each([
  ['stays', group([KAFKA], [OUT]), undefined],
  ['lets in more', group([KAFKA, { ...KAFKA, from_port: 22, to_port: 22 }], [OUT]), undefined],
  ['lets in nobody', group([], [OUT]), 'care'],
  ['lets in fewer', group([{ ...KAFKA, cidr_blocks: ['10.1.0.0/16'] }], [OUT]), 'care'],
  ['lets in by another port', group([{ ...KAFKA, from_port: 9093, to_port: 9093 }], [OUT]), 'care'],
  ['lets in by another protocol', group([{ ...KAFKA, protocol: 'udp' }], [OUT]), 'care'],
  ['lets in another group', group([{ ...KAFKA, cidr_blocks: [], self: true }], [OUT]), 'care'],
  [
    'lets in the same by halves',
    group([{ ...KAFKA, cidr_blocks: ['10.0.0.0/9', '10.128.0.0/9'] }], [OUT]),
    undefined,
  ],
  [
    'lets in the same by two ranges of ports',
    group([KAFKA, { ...KAFKA, from_port: 9093, to_port: 9099 }], [OUT]),
    undefined,
  ],
  ['lets out nobody', group([KAFKA], []), 'care'],
])('judges a group that %s', (_, after, expected) => {
  const resource = { address: 'aws_security_group.a', before: group([KAFKA], [OUT]), after };
  expect(severityOf(trafficCut, [resource])).toBe(expected);
});

it('is content with a new group', () => {
  expect(severityOf(trafficCut, [{ address: 'aws_security_group.a', after: group([], []) }])).toBe(
    undefined,
  );
});

const OLD = { type: 'ingress', ...KAFKA, security_group_id: 'sg-1' };
const NEW = {
  ...{ ip_protocol: 'tcp', from_port: 9092, to_port: 9092, cidr_ipv4: '10.0.0.0/8' },
  security_group_id: 'sg-1',
};

describe('a rule that is a resource of its own', () => {
  const kinds: readonly (readonly [string, Values, Values])[] = [
    ['aws_security_group_rule', OLD, { ...OLD, cidr_blocks: ['10.0.0.0/24'] }],
    [
      'aws_security_group_rule',
      { ...OLD, type: 'egress' },
      { ...OLD, type: 'egress', from_port: 22, to_port: 22 },
    ],
    ['aws_vpc_security_group_ingress_rule', NEW, { ...NEW, cidr_ipv4: '10.1.0.0/16' }],
    ['aws_vpc_security_group_egress_rule', NEW, { ...NEW, from_port: 9093, to_port: 9093 }],
    [
      'openstack_networking_secgroup_rule_v2',
      {
        ...{ direction: 'ingress', protocol: 'tcp', port_range_min: 9092, port_range_max: 9092 },
        ...{ remote_ip_prefix: '10.0.0.0/8', security_group_id: 's' },
      },
      {
        ...{ direction: 'ingress', protocol: 'tcp', port_range_min: 9092, port_range_max: 9092 },
        ...{ remote_ip_prefix: '10.9.0.0/16', security_group_id: 's' },
      },
    ],
    [
      'azurerm_network_security_rule',
      {
        ...{ access: 'Allow', direction: 'Inbound', priority: 100, protocol: 'Tcp' },
        ...{ source_address_prefix: 'VirtualNetwork', destination_port_range: '9092-9094' },
        network_security_group_name: 'kafka',
      },
      {
        ...{ access: 'Deny', direction: 'Inbound', priority: 100, protocol: 'Tcp' },
        ...{ source_address_prefix: 'VirtualNetwork', destination_port_range: '9092-9094' },
        network_security_group_name: 'kafka',
      },
    ],
    [
      'google_compute_firewall',
      {
        ...{ network: 'main', direction: 'INGRESS', source_ranges: ['10.0.0.0/8'], priority: 1000 },
        allow: [{ protocol: 'tcp', ports: ['9092', '2181'] }],
      },
      {
        ...{ network: 'main', direction: 'INGRESS', source_ranges: ['10.0.0.0/8'], priority: 1000 },
        allow: [{ protocol: 'tcp', ports: ['9092'] }],
      },
    ],
    [
      'alicloud_security_group_rule',
      {
        ...{ type: 'ingress', ip_protocol: 'tcp', port_range: '9092/9092', policy: 'accept' },
        ...{ cidr_ip: '10.0.0.0/8', priority: 1, security_group_id: 's' },
      },
      {
        ...{ type: 'ingress', ip_protocol: 'tcp', port_range: '9092/9092', policy: 'drop' },
        ...{ cidr_ip: '10.0.0.0/8', priority: 1, security_group_id: 's' },
      },
    ],
  ];

  it.each(kinds)('is missed when it goes or lets less pass: %s', (type, before, narrower) => {
    expect(severityOf(trafficCut, [changed(`${type}.a`, before, null)])).toBe('care');
    expect(severityOf(trafficCut, [changed(`${type}.a`, before, narrower)])).toBe('care');
    expect(severityOf(trafficCut, [changed(`${type}.a`, before, { ...before, tags: {} })])).toBe(
      undefined,
    );
  });

  it('is not missed where another one lets the same traffic pass', () => {
    const gone = changed('aws_vpc_security_group_ingress_rule.a', NEW, null);
    const wider = asIs('aws_security_group_rule.b', { ...OLD, cidr_blocks: ['0.0.0.0/0'] });
    const elsewhere = asIs('aws_security_group_rule.b', { ...OLD, security_group_id: 'sg-2' });
    expect(judge(trafficCut, [gone, wider])).toEqual([]);
    expect(severityOf(trafficCut, [gone, elsewhere])).toBe('care');
  });

  it('counts as gone although the group still lists it, as the provider reads it', () => {
    const listed = asIs('aws_security_group.g', group([KAFKA], []));
    const gone = changed('aws_vpc_security_group_ingress_rule.a', NEW, null);
    expect(judge(trafficCut, [listed, gone])[0]?.what).toBe(
      'aws_vpc_security_group_ingress_rule.a no longer lets pass, or may not: tcp 9092 from 10.0.0.0/8.',
    );
  });

  it.each([
    ['is renamed', changed('aws_vpc_security_group_ingress_rule.a', NEW, null)],
    [
      'was a rule inside of its group',
      changed('aws_security_group.g', group([KAFKA], []), group([], [])),
    ],
    ['was of the older kind', changed('aws_security_group_rule.old', OLD, null)],
  ])('is not cut, but interrupted, where it %s', (_, gone) => {
    const comes = changed('aws_vpc_security_group_ingress_rule.b', null, NEW);
    expect(judge(trafficCut, [gone, comes])).toMatchObject([
      { severity: 'care', what: expect.stringContaining('for the same traffic') as string },
    ]);
  });

  it('is missed in the group that it leaves for another one', () => {
    const moved = changed('aws_security_group_rule.a', OLD, { ...OLD, security_group_id: 'sg-2' });
    expect(severityOf(trafficCut, [moved])).toBe('care');
  });

  it('is judged with its group where that is made anew, and its id isn’t known', () => {
    const remade = {
      ...changed('aws_security_group.g', { id: 'sg-1', name: 'a' }, { name: 'b' }),
      ...{ actions: ['delete', 'create'], afterUnknown: { id: true, ingress: true, egress: true } },
    };
    const rule = {
      ...changed('aws_vpc_security_group_ingress_rule.a', NEW, { ...NEW, security_group_id: null }),
      ...{ actions: ['delete', 'create'], afterUnknown: { security_group_id: true } },
    };
    expect(judge(trafficCut, [remade, rule])).toMatchObject([
      { what: expect.stringContaining('for the same traffic') as string },
    ]);
  });
});

describe('a network ACL', () => {
  const rule = (rule_number: number, rule_action: string, rest: Values = {}) => ({
    ...{ network_acl_id: 'acl-1', egress: false, protocol: '6', rule_number, rule_action },
    ...{ cidr_block: '10.0.0.0/8', from_port: 9092, to_port: 9092, ...rest },
  });
  const allow = asIs('aws_network_acl_rule.allow', rule(100, 'allow'));
  const deny = (number: number, rest: Values = {}) =>
    changed('aws_network_acl_rule.deny', null, rule(number, 'deny', rest));

  it.each([
    ['denies before it allows', [allow, deny(50)], 'care'],
    ['denies a part of what it allows', [allow, deny(50, { cidr_block: '10.3.0.0/16' })], 'care'],
    ['denies after it allows', [allow, deny(150)], undefined],
    [
      'denies what it allowed to nobody',
      [allow, deny(50, { cidr_block: '192.168.0.0/16' })],
      'care',
    ],
    ['denies other ports', [allow, deny(50, { from_port: 80, to_port: 80 })], 'care'],
    ['denies on the way out', [allow, deny(50, { egress: true })], 'care'],
    [
      'is asked in another order',
      [
        asIs('aws_network_acl_rule.deny', rule(150, 'deny')),
        changed('aws_network_acl_rule.allow', rule(100, 'allow'), rule(200, 'allow')),
      ],
      'care',
    ],
    ['no longer allows', [changed('aws_network_acl_rule.allow', rule(100, 'allow'), null)], 'care'],
  ] as const)('is judged where it %s', (_, resources, expected) => {
    expect(severityOf(trafficCut, resources)).toBe(expected);
  });

  it('with its rules inside is known as a whole: what it never allowed, it cuts off from nobody', () => {
    const entry = (rule_no: number, action: string, cidr_block: string) => ({
      ...{ rule_no, action, cidr_block, protocol: '-1', from_port: 0, to_port: 0 },
    });
    const acl = (...ingress: object[]) => ({ id: 'acl-1', ingress, egress: [] });
    const before = acl(entry(100, 'allow', '10.0.0.0/8'));
    const after = (cidr: string) => acl(entry(50, 'deny', cidr), entry(100, 'allow', '10.0.0.0/8'));
    const judged = (values: Values) =>
      severityOf(trafficCut, [changed('aws_network_acl.a', before, values)]);
    expect(judged(after('192.168.0.0/16'))).toBeUndefined();
    expect(judged(after('10.1.0.0/16'))).toBe('care');
  });
});

describe('between hosts of a cluster that the plan knows', () => {
  const host = (id: number) =>
    asIs(`aws_instance.broker${id}`, {
      ...{ id: `i-${id}`, private_ip: `10.0.1.${id}`, vpc_security_group_ids: ['sg-1'] },
      tags: { Name: `kafka-${id}` },
    });
  const hosts = [host(1), host(2)];
  const inside = { ...NEW, cidr_ipv4: null, referenced_security_group_id: 'sg-1' };

  it.each([
    ['takes away what their group lets in from itself', inside, null, 'danger'],
    ['takes away the network that they are in', NEW, null, 'danger'],
    ['narrows it to another one', NEW, { ...NEW, cidr_ipv4: '10.9.0.0/16' }, 'danger'],
    ['narrows it to theirs', NEW, { ...NEW, cidr_ipv4: '10.0.1.0/24' }, 'care'],
    ['takes away the network of others', { ...NEW, cidr_ipv4: '10.9.0.0/16' }, null, 'care'],
    ['takes away SSH', { ...NEW, from_port: 22, to_port: 22 }, null, 'care'],
  ])('finds danger where it %s', (_, before, after, expected) => {
    const rule = changed('aws_vpc_security_group_ingress_rule.a', before, after);
    expect(severityOf(trafficCut, [...hosts, rule])).toBe(expected);
  });
});

it.each([
  ['10.0.0.0/8', undefined],
  ['172.16.0.0/12', undefined],
  ['192.168.4.0/24', undefined],
  ['10.0.0.4/32', 'care'],
  ['203.0.113.0/24', 'care'],
])('judges a rule that lets in %s in place of everyone', (cidr_ipv4, expected) => {
  const rule = 'aws_vpc_security_group_ingress_rule.a';
  const open = { ...NEW, cidr_ipv4: '0.0.0.0/0' };
  expect(severityOf(trafficCut, [changed(rule, open, { ...NEW, cidr_ipv4 })])).toBe(expected);
});

it('reads what it may not understand as a change of the traffic', () => {
  const odd = { security_group_id: 's', strange: 'allow 9092' };
  expect(severityOf(trafficCut, [changed('acme_security_group_rule.a', odd, null)])).toBe('care');
});

it.each(['aws_subnet', 'aws_vpc', 'google_compute_subnetwork', 'azurerm_virtual_network'])(
  'finds danger where %s goes, in which no host can stay',
  (type) => {
    expect(severityOf(trafficCut, [changed(`${type}.a`, { id: 'x' }, null)])).toBe('danger');
  },
);

it('tells many rules in a second', () => {
  const cidrs = Array.from({ length: 300 }, (_, index) => `10.${index % 250}.${index}.0/24`);
  const many = (blocks: readonly string[]) => group([{ ...KAFKA, cidr_blocks: blocks }], []);
  const resource = changed('aws_security_group.a', many(cidrs), many(cidrs.slice(0, 150)));
  expect(severityOf(trafficCut, [resource])).toBe('care');
});

describe('a rule that a change of security takes away', () => {
  const CONVERGE = 'terraform_data.Kafka_Deploy_Converge_00000000';
  const RULE = 'aws_vpc_security_group_ingress_rule.replication';
  const from = (protocol: string) =>
    `${SETTINGS}listener.security.protocol.map=INTERNAL:${protocol}\n`;
  const rule: PlannedResource = {
    address: RULE,
    before: {
      ...{ ip_protocol: 'tcp', from_port: 9091, to_port: 9091 },
      ...{ security_group_id: 'sg-1', referenced_security_group_id: 'sg-1' },
    },
    after: null,
    reason: 'delete_because_count_index',
    isConfigured: true,
  };
  const plan = (after: string, awaited: readonly string[]) => [
    ...plannedCluster({ settings: () => [from('PLAINTEXT'), after] }).map((each) =>
      each.address === CONVERGE ? { ...each, dependsOn: awaited } : each,
    ),
    asIs('aws_security_group.brokers', { id: 'sg-1' }),
    rule,
  ];
  const told = (resources: readonly PlannedResource[]) =>
    judge(trafficCut, resources).map(({ severity, what }) => `${severity}: ${what}`);

  it('goes behind converge where that waits for it', () => {
    const [finding, ...others] = told(plan(from('SSL'), [RULE]));
    expect(others).toEqual([]);
    expect(finding).toMatch(/^care: Closes ports behind converge.*: tcp 9091 from/);
  });

  it.each([
    ['converge does not wait for it', from('SSL'), []],
    ['the processes keep their ports', from('PLAINTEXT'), [RULE]],
  ])('cuts hosts off at once where %s', (_, after, awaited) => {
    expect(told(plan(after, awaited)).join()).not.toContain('behind converge');
    expect(told(plan(after, awaited))).toHaveLength(1);
  });
});
