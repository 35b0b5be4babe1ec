import { readWays } from '../../../../../scripts/plan-review/facts/network/read-ways';
import { describeWay } from '../../../../../scripts/plan-review/facts/network/way';

const described = (type: string, values: Record<string, unknown>) =>
  readWays(type, values).map((way) => `${way.isDenied ? 'deny ' : ''}${describeWay(way)}`);

it.each([
  [
    'aws_security_group',
    {
      ingress: [{ protocol: '6', from_port: 9092, to_port: 9092, self: true }],
      egress: [{ protocol: '-1', cidr_blocks: ['0.0.0.0/0'] }],
    },
    ['tcp 9092 from the group itself', 'everything to 0.0.0.0/0'],
  ],
  [
    'aws_security_group_rule',
    { type: 'egress', protocol: 'tcp', from_port: 443, to_port: 443, prefix_list_ids: ['pl-1'] },
    ['tcp 443 to pl-1'],
  ],
  [
    'aws_network_acl',
    { ingress: [{ action: 'deny', rule_no: 1, protocol: 'udp', cidr_block: '10.0.0.0/8' }] },
    ['deny udp on all ports from 10.0.0.0/8'],
  ],
  [
    'aws_ec2_managed_prefix_list',
    { entry: [{ cidr: '10.0.0.0/8' }] },
    ['everything from 10.0.0.0/8'],
  ],
  [
    'google_compute_firewall',
    {
      ...{ network: 'n', direction: 'EGRESS', destination_ranges: ['10.0.0.0/8'] },
      ...{ deny: [{ protocol: 'tcp', ports: ['9092-9094', '22'] }], target_tags: ['kafka'] },
    },
    ['deny tcp 9092–9094 to 10.0.0.0/8 for kafka', 'deny tcp 22 to 10.0.0.0/8 for kafka'],
  ],
  [
    'google_compute_network_firewall_policy_rule',
    {
      ...{ action: 'allow', direction: 'INGRESS', firewall_policy: 'p', priority: 9 },
      match: [
        { src_ip_ranges: ['10.0.0.0/8'], layer4_configs: [{ ip_protocol: 'tcp', ports: ['22'] }] },
      ],
    },
    ['tcp 22 from 10.0.0.0/8'],
  ],
  [
    'azurerm_network_security_group',
    {
      security_rule: [
        {
          ...{ access: 'Deny', direction: 'Outbound', protocol: '*', priority: 4 },
          ...{ destination_address_prefix: 'Internet', destination_port_range: '*' },
        },
      ],
    },
    ['deny everything to anyone'],
  ],
  [
    'azurerm_network_security_rule',
    {
      ...{
        access: 'Allow',
        direction: 'Inbound',
        protocol: 'Tcp',
        source_address_prefix: '10.0.0.4',
      },
      ...{ destination_port_ranges: ['9092', '2181'], destination_address_prefix: '*' },
    },
    ['tcp 9092 from 10.0.0.4/32', 'tcp 2181 from 10.0.0.4/32'],
  ],
  [
    'openstack_networking_secgroup_rule_v2',
    { direction: 'ingress', protocol: 'tcp', port_range_min: 22, port_range_max: 22 },
    ['tcp 22 from anyone'],
  ],
  [
    'oci_core_network_security_group_security_rule',
    {
      ...{ direction: 'INGRESS', protocol: '6', source: '10.0.0.0/8' },
      tcp_options: [{ destination_port_range: [{ min: 9092, max: 9093 }] }],
    },
    ['tcp 9092–9093 from 10.0.0.0/8'],
  ],
  [
    'ibm_is_security_group_rule',
    { direction: 'inbound', remote: '10.0.0.0/8', tcp: [{ port_min: 9092, port_max: 9092 }] },
    ['tcp 9092 from 10.0.0.0/8'],
  ],
  [
    'yandex_vpc_security_group',
    { ingress: [{ protocol: 'TCP', v4_cidr_blocks: ['10.0.0.0/8'], port: 9092 }] },
    ['tcp 9092 from 10.0.0.0/8'],
  ],
  [
    'digitalocean_firewall',
    { outbound_rule: [{ protocol: 'tcp', port_range: 'all', destination_addresses: ['::/0'] }] },
    ['tcp on all ports to ::/0'],
  ],
])('reads the rules of %s', (type, values, expected) => {
  expect(described(type, values)).toEqual(expected);
});

it('reads nothing where there is none, and of what is turned off', () => {
  expect(readWays('aws_security_group', undefined)).toEqual([]);
  expect(readWays('aws_security_group', { name: 'a' })).toEqual([]);
  expect(
    readWays('google_compute_firewall', { disabled: true, source_ranges: ['0.0.0.0/0'] }),
  ).toEqual([]);
});
