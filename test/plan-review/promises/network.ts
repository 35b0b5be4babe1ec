import { changes, deletes, keeps, makes, replaces } from './changes';
import type { Promises } from './promise';
import { arn, groupRule, inlineRule, securityGroup, tagged } from './standing';

const GROUP = 'aws_security_group.kafka';
const RULE = 'aws_security_group_rule.clients';
const INGRESS = {
  ...{ id: 'sgr-0a', arn: arn('ec2', 'security-group-rule/sgr-0a'), ip_protocol: 'tcp' },
  ...{ security_group_id: 'sg-0000000000000kafk', from_port: 9092, to_port: 9092 },
  ...{ cidr_ipv4: '10.0.0.0/16', cidr_ipv6: null, prefix_list_id: null },
  ...{ referenced_security_group_id: null, description: 'clients', tags: {} },
};
const ACL_ENTRY = {
  ...{ id: 'nacl-1', network_acl_id: 'acl-0a', rule_number: 100, egress: false, protocol: '6' },
  ...{ rule_action: 'allow', cidr_block: '10.0.0.0/16', from_port: 9092, to_port: 9092 },
  ...{ icmp_code: null, icmp_type: null, ipv6_cidr_block: '' },
};
const RECORD = {
  ...{ id: 'Z1_kafka-1.acme.internal_A', zone_id: 'Z1', name: 'kafka-1.acme.internal' },
  ...{ type: 'A', ttl: 60, records: ['10.0.1.10'], fqdn: 'kafka-1.acme.internal' },
};
const ROUTE = {
  ...{ id: 'r-rtb-0a1080289494', route_table_id: 'rtb-0a', state: 'active' },
  ...{ destination_cidr_block: '10.1.0.0/16', vpc_peering_connection_id: 'pcx-0a' },
};
const SUBNET = {
  ...{ id: 'subnet-00000001', cidr_block: '10.0.1.0/24', availability_zone: 'eu-central-1a' },
  ...{ map_public_ip_on_launch: false, vpc_id: 'vpc-00000001' },
  ...tagged('kafka-a'),
};
const LISTENER = {
  ...{ id: 'l', arn: arn('elasticloadbalancing', 'listener/net/kafka/1/2'), port: 9092 },
  ...{ protocol: 'TCP', ssl_policy: '', certificate_arn: null },
  default_action: [{ type: 'forward', target_group_arn: 'tg-1' }],
};

/** The way to brokers: opened, cut, and led elsewhere. */
export const network: Promises = [
  [
    'opens the port of the brokers to the whole internet',
    'danger',
    'whoever can reach a broker can try it',
    [changes(RULE, groupRule(), { cidr_blocks: ['0.0.0.0/0'] })],
  ],
  [
    'opens SSH to the whole internet by a new rule',
    'danger',
    'whoever has a key or a flaw is on the hosts',
    [
      keeps(GROUP, securityGroup()),
      makes(
        'aws_security_group_rule.ssh',
        groupRule({ id: undefined, from_port: 22, to_port: 22, cidr_blocks: ['0.0.0.0/0'] }),
      ),
    ],
  ],
  [
    'opens all ports to the whole internet in two halves',
    'danger',
    '0.0.0.0/1 and 128.0.0.0/1 are all of it',
    [
      changes(RULE, groupRule(), {
        ...{ protocol: '-1', from_port: 0, to_port: 0 },
        cidr_blocks: ['0.0.0.0/1', '128.0.0.0/1'],
      }),
    ],
  ],
  [
    'opens the port of the brokers to all of IPv6',
    'danger',
    '::/0 is the internet too',
    [
      changes('aws_vpc_security_group_ingress_rule.clients', INGRESS, {
        ...{ cidr_ipv4: null, cidr_ipv6: '::/0' },
      }),
    ],
  ],
  [
    'opens ZooKeeper to the internet in a rule inside of the group',
    'danger',
    'ZooKeeper asks nobody who he is',
    [
      changes(GROUP, securityGroup(), {
        ingress: [inlineRule(9092), inlineRule(2181, { cidr_blocks: ['0.0.0.0/0'] })],
      }),
    ],
  ],
  [
    'lets in a wider private network',
    'care',
    'more hosts reach the brokers than before',
    [changes(RULE, groupRule(), { cidr_blocks: ['10.0.0.0/8'] })],
  ],
  [
    'lets in more ports of the same network',
    'care',
    'more of the hosts can be reached than before',
    [changes(RULE, groupRule(), { from_port: 0, to_port: 65535 })],
  ],
  [
    'makes a new group that lets all of the internet in by SSH',
    'danger',
    'whoever gets it is open to all',
    [
      makes('aws_security_group.open', {
        ...securityGroup({ id: undefined, arn: undefined, name: 'open' }),
        ingress: [inlineRule(22, { cidr_blocks: ['0.0.0.0/0'] })],
      }),
    ],
  ],
  [
    'deletes the rule that lets clients in',
    'care',
    'clients are cut off',
    [keeps(GROUP, securityGroup({ ingress: [] })), deletes(RULE, groupRule())],
  ],
  [
    'narrows the networks that clients come from',
    'care',
    'those outside of it are cut off',
    [changes(RULE, groupRule(), { cidr_blocks: ['10.0.0.0/24'] })],
  ],
  [
    'moves the rule for clients to another port',
    'care',
    'who comes by the old one is cut off',
    [changes(RULE, groupRule(), { from_port: 9094, to_port: 9094 })],
  ],
  [
    'moves the rule for clients to another group of hosts',
    'care',
    'those of the old group are cut off',
    [
      replaces(RULE, groupRule({ cidr_blocks: [], source_security_group_id: 'sg-app' }), {
        source_security_group_id: 'sg-other',
      }),
    ],
  ],
  [
    'takes a rule out of the group itself',
    'care',
    'brokers can’t reach ZooKeeper any more',
    [changes(GROUP, securityGroup(), { ingress: [inlineRule(9092)] })],
  ],
  [
    'lets brokers send nothing any more',
    'care',
    'they reach neither each other nor AWS',
    [changes(GROUP, securityGroup(), { egress: [] })],
  ],
  [
    'deletes the new kind of rule that lets clients in',
    'care',
    'clients are cut off',
    [deletes('aws_vpc_security_group_ingress_rule.clients', INGRESS)],
  ],
  [
    'deletes the security group of the brokers',
    'care',
    'with it go all rules that let others in',
    [deletes(GROUP, securityGroup())],
  ],
  [
    'denies the port of the brokers by a network ACL',
    'care',
    'it stands before all groups, and cuts clients off',
    [
      makes('aws_network_acl_rule.deny', {
        ...ACL_ENTRY,
        ...{ id: undefined, rule_number: 50, rule_action: 'deny' },
      }),
    ],
  ],
  [
    'turns an entry of a network ACL from allow to deny',
    'care',
    'clients are cut off',
    [replaces('aws_network_acl_rule.kafka', ACL_ENTRY, { rule_action: 'deny' })],
  ],
  [
    'takes the entries out of a network ACL',
    'care',
    'what no entry allows is denied',
    [
      changes(
        'aws_network_acl.kafka',
        {
          ...{ id: 'acl-0a', vpc_id: 'vpc-00000001', subnet_ids: ['subnet-00000001'] },
          ingress: [{ rule_no: 100, action: 'allow', protocol: '-1', cidr_block: '0.0.0.0/0' }],
          egress: [{ rule_no: 100, action: 'allow', protocol: '-1', cidr_block: '0.0.0.0/0' }],
        },
        { ingress: [] },
      ),
    ],
  ],
  [
    'deletes the route to a peered network',
    'care',
    'clients there are cut off',
    [deletes('aws_route.peer', ROUTE)],
  ],
  [
    'leads a route to another peering',
    'care',
    'the way to the clients is another one',
    [changes('aws_route.peer', ROUTE, { vpc_peering_connection_id: 'pcx-0b' })],
  ],
  [
    'opens a private route table to the internet gateway',
    'care',
    'hosts with public addresses are then reached from outside',
    [
      makes('aws_route.default', {
        ...{ route_table_id: 'rtb-0a', destination_cidr_block: '0.0.0.0/0', gateway_id: 'igw-0a' },
      }),
    ],
  ],
  [
    'deletes the NAT gateway',
    'care',
    'hosts no longer reach what lies outside',
    [
      deletes('aws_nat_gateway.a', {
        ...{ id: 'nat-0a', subnet_id: 'subnet-1', connectivity_type: 'public' },
        allocation_id: 'eipalloc-0a',
      }),
    ],
  ],
  [
    'deletes the endpoint by which hosts reach S3',
    'care',
    'hosts may no longer fetch their files',
    [
      deletes('aws_vpc_endpoint.s3', {
        ...{ id: 'vpce-0a', service_name: 'com.amazonaws.eu-central-1.s3', vpc_id: 'vpc-1' },
        ...{ vpc_endpoint_type: 'Gateway', policy: '{}', route_table_ids: ['rtb-0a'] },
      }),
    ],
  ],
  [
    'replaces a subnet of the brokers for another range',
    'danger',
    'no host in it can stay',
    [replaces('aws_subnet.kafka["a"]', SUBNET, { cidr_block: '10.0.11.0/24' })],
  ],
  [
    'deletes the VPC',
    'danger',
    'nothing can stay in it',
    [
      deletes('aws_vpc.main', {
        ...{ id: 'vpc-00000001', cidr_block: '10.0.0.0/16', enable_dns_support: true },
      }),
    ],
  ],
  [
    'gives hosts of a subnet public addresses',
    'care',
    'those that are made from now on can be reached from outside',
    [changes('aws_subnet.kafka["a"]', SUBNET, { map_public_ip_on_launch: true })],
  ],
  [
    'deletes the name of a broker',
    'care',
    'clients that know it by name lose it',
    [deletes('aws_route53_record.kafka_1', RECORD)],
  ],
  [
    'points the name of a broker elsewhere',
    'care',
    'clients reach another host under its name',
    [changes('aws_route53_record.kafka_1', RECORD, { records: ['10.0.2.99'] })],
  ],
  [
    'deletes the zone of the brokers’ names',
    'care',
    'all names in it are gone, and a new zone has other servers',
    [
      deletes('aws_route53_zone.internal', {
        ...{ id: 'Z1', zone_id: 'Z1', name: 'acme.internal', force_destroy: true },
      }),
    ],
  ],
  [
    'switches the names of a VPC off',
    'care',
    'hosts find each other by name no longer',
    [
      changes(
        'aws_vpc.main',
        { id: 'vpc-00000001', enable_dns_support: true, enable_dns_hostnames: true },
        { enable_dns_support: false },
      ),
    ],
  ],
  [
    'makes a load balancer for the internet',
    'care',
    'whatever stands behind it is reached from outside',
    [
      makes('aws_lb.kafka', {
        ...{ name: 'kafka', internal: false, load_balancer_type: 'network', subnets: ['s-1'] },
      }),
    ],
  ],
  [
    'takes the TLS from a listener of a load balancer',
    'care',
    'clients and balancer talk in clear',
    [
      changes(
        'aws_lb_listener.kafka',
        { ...LISTENER, protocol: 'TLS', certificate_arn: 'arn:aws:acm:::certificate/1' },
        { protocol: 'TCP', certificate_arn: null },
      ),
    ],
  ],
  [
    'deletes a listener of a load balancer',
    'care',
    'clients that come through it are cut off',
    [deletes('aws_lb_listener.kafka', LISTENER)],
  ],
  [
    'opens a firewall of Google Cloud to the internet',
    'danger',
    'whoever can reach a broker can try it',
    [
      changes(
        'google_compute_firewall.kafka',
        {
          ...{ id: 'f', name: 'kafka', direction: 'INGRESS', source_ranges: ['10.0.0.0/8'] },
          ...{ allow: [{ protocol: 'tcp', ports: ['9092'] }], deny: [], disabled: false },
        },
        { source_ranges: ['0.0.0.0/0'] },
      ),
    ],
  ],
  [
    'opens a group of Azure to the internet',
    'danger',
    '* and Internet both stand for everyone',
    [
      changes(
        'azurerm_network_security_rule.kafka',
        {
          ...{ id: 'r', name: 'kafka', access: 'Allow', direction: 'Inbound', priority: 100 },
          ...{ source_address_prefix: '10.0.0.0/8', destination_port_range: '9092' },
        },
        { source_address_prefix: '*' },
      ),
    ],
  ],
  [
    'opens a firewall of Hetzner to the internet',
    'danger',
    'whoever can reach a broker can try it',
    [
      changes(
        'hcloud_firewall.kafka',
        {
          ...{ id: '1', name: 'kafka' },
          rule: [{ direction: 'in', protocol: 'tcp', port: '9092', source_ips: ['10.0.0.0/8'] }],
        },
        {
          rule: [
            { direction: 'in', protocol: 'tcp', port: '9092', source_ips: ['0.0.0.0/0', '::/0'] },
          ],
        },
      ),
    ],
  ],
  [
    'takes a network out of a prefix list that rules name',
    'care',
    'hosts of that network are cut off',
    [
      changes(
        'aws_ec2_managed_prefix_list.clients',
        {
          ...{ id: 'pl-0a', name: 'clients', address_family: 'IPv4', max_entries: 5 },
          entry: [
            { cidr: '10.1.0.0/16', description: '' },
            { cidr: '10.2.0.0/16', description: '' },
          ],
        },
        { entry: [{ cidr: '10.1.0.0/16', description: '' }] },
      ),
    ],
  ],
  [
    'adds the internet to a prefix list that rules name',
    'danger',
    'every rule that names the list is then open to all',
    [
      makes('aws_ec2_managed_prefix_list_entry.all', {
        ...{ prefix_list_id: 'pl-0a', cidr: '0.0.0.0/0', description: '' },
      }),
    ],
  ],
  [
    'takes the names of the servers that hosts ask for names away',
    'care',
    'hosts find each other by name no longer',
    [
      changes(
        'aws_vpc_dhcp_options_association.main',
        { id: 'd', dhcp_options_id: 'dopt-0a', vpc_id: 'vpc-1' },
        { dhcp_options_id: 'dopt-0b' },
      ),
    ],
  ],
  [
    'deletes the peering with the network of the clients',
    'care',
    'clients there are cut off',
    [
      deletes('aws_vpc_peering_connection.clients', {
        ...{ id: 'pcx-0a', vpc_id: 'vpc-1', peer_vpc_id: 'vpc-2', accept_status: 'active' },
      }),
    ],
  ],
  [
    'moves a subnet to another route table',
    'care',
    'the way to and from its hosts is another one',
    [
      changes(
        'aws_route_table_association.a',
        { id: 'rtbassoc-0a', subnet_id: 'subnet-1', route_table_id: 'rtb-0a' },
        { route_table_id: 'rtb-0b' },
      ),
    ],
  ],
  [
    'takes the fixed interface from a broker',
    'care',
    'its address goes, and with it all who know it by that',
    [
      deletes('aws_network_interface.kafka[0]', {
        ...{ id: 'eni-0a', subnet_id: 'subnet-1', private_ips: ['10.0.1.10'] },
        attachment: [{ instance: 'i-00000000000000001', device_index: 1 }],
      }),
    ],
  ],
  [
    'changes only the description of a rule',
    'safe',
    'words change nothing of the traffic',
    [changes('aws_vpc_security_group_ingress_rule.clients', INGRESS, { description: 'the shop' })],
  ],
  [
    'writes the rules of a group in another order',
    'safe',
    'the same is let in as before',
    [changes(GROUP, securityGroup(), { ingress: [inlineRule(2181), inlineRule(9092)] })],
  ],
  [
    'lets the internet in no longer, and the private network as before',
    'safe',
    'it is guarded better, and the hosts of the network come in as before',
    [changes(RULE, groupRule({ cidr_blocks: ['0.0.0.0/0'] }), { cidr_blocks: ['10.0.0.0/16'] })],
  ],
  [
    'renames a rule, which deletes it and makes it again',
    'care',
    'AWS knows one rule: it may be taken away after it was made',
    [
      deletes('aws_vpc_security_group_ingress_rule.old', INGRESS),
      makes('aws_vpc_security_group_ingress_rule.clients', { ...INGRESS, id: undefined }),
    ],
  ],
  [
    'moves a rule from inside its group to a resource of its own',
    'care',
    'the same traffic passes, but for a moment',
    [
      changes(GROUP, securityGroup(), { ingress: [inlineRule(2181)] }),
      makes('aws_vpc_security_group_ingress_rule.clients', { ...INGRESS, id: undefined }),
    ],
  ],
  [
    'deletes a rule for which a wider one makes up',
    'safe',
    'the same traffic passes by the other rule',
    [
      deletes('aws_vpc_security_group_ingress_rule.clients', INGRESS),
      keeps(RULE, groupRule({ cidr_blocks: ['10.0.0.0/8'] })),
    ],
  ],
  [
    'takes away the rule by which brokers reach each other',
    'danger',
    'replicas fall behind on all hosts at once, and partitions go offline',
    [
      ...[1, 2, 3].map((id) =>
        keeps(`aws_instance.kafka[${id}]`, {
          ...{ id: `i-${id}`, private_ip: `10.0.1.${id}`, ...tagged(`kafka-${id}`) },
          vpc_security_group_ids: ['sg-0000000000000kafk'],
        }),
      ),
      deletes('aws_vpc_security_group_ingress_rule.brokers', {
        ...INGRESS,
        ...{ cidr_ipv4: null, referenced_security_group_id: 'sg-0000000000000kafk' },
      }),
    ],
  ],
  [
    'denies in a network ACL behind what it allows',
    'safe',
    'the first rule that fits counts',
    [
      keeps('aws_network_acl_rule.kafka', ACL_ENTRY),
      makes('aws_network_acl_rule.rest', {
        ...{ ...ACL_ENTRY, id: undefined, rule_number: 200, rule_action: 'deny' },
      }),
    ],
  ],
  [
    'asks an entry of a network ACL only behind a denial',
    'care',
    'the first rule that fits counts',
    [
      keeps('aws_network_acl_rule.rest', { ...ACL_ENTRY, rule_number: 200, rule_action: 'deny' }),
      replaces('aws_network_acl_rule.kafka', ACL_ENTRY, { rule_number: 300 }),
    ],
  ],
  [
    'takes a denial from a network ACL',
    'care',
    'what it kept out may come in',
    [deletes('aws_network_acl_rule.deny', { ...ACL_ENTRY, rule_number: 50, rule_action: 'deny' })],
  ],
  [
    'turns a firewall of Google Cloud off',
    'care',
    'clients are cut off',
    [
      changes(
        'google_compute_firewall.kafka',
        {
          ...{ id: 'f', name: 'kafka', direction: 'INGRESS', source_ranges: ['10.0.0.0/8'] },
          ...{ allow: [{ protocol: 'tcp', ports: ['9092'] }], deny: [], disabled: false },
        },
        { disabled: true },
      ),
    ],
  ],
  [
    'moves a rule of Azure to another port',
    'care',
    'who comes by the old one is cut off',
    [
      changes(
        'azurerm_network_security_rule.kafka',
        {
          ...{ id: 'r', name: 'kafka', access: 'Allow', direction: 'Inbound', priority: 100 },
          ...{ source_address_prefix: 'VirtualNetwork', destination_port_range: '9092' },
        },
        { destination_port_range: '9093' },
      ),
    ],
  ],
  [
    'opens the web of a group that isn’t Kafka’s to the internet',
    'care',
    'the web is made for everyone, and somebody should know of it',
    [
      makes('aws_vpc_security_group_ingress_rule.web', {
        ...{ ...INGRESS, id: undefined, security_group_id: 'sg-shop', from_port: 443 },
        ...{ to_port: 443, cidr_ipv4: '0.0.0.0/0' },
      }),
    ],
  ],
  [
    'lets hosts out to one more network',
    'safe',
    'nobody comes in by it, and nothing is cut off',
    [
      makes('aws_vpc_security_group_egress_rule.mirror', {
        ...{ ...INGRESS, id: undefined, from_port: 443, to_port: 443, cidr_ipv4: '10.9.0.0/16' },
      }),
    ],
  ],
];
