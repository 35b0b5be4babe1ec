import { pathChanged } from '../../../../scripts/plan-review/rules/path-changed';
import { judge, severityOf } from '../../../support/judge-plan';

it.each([
  [
    'aws_instance',
    { vpc_security_group_ids: ['sg-1'] },
    { vpc_security_group_ids: ['sg-1', 'sg-2'] },
  ],
  ['aws_network_interface', { security_groups: ['sg-1'] }, { security_groups: [] }],
  ['aws_route', { gateway_id: 'igw-1' }, { gateway_id: 'igw-2' }],
  [
    'aws_route_table',
    { route: [{ cidr_block: '10.1.0.0/16', vpc_peering_connection_id: 'p' }] },
    { route: [] },
  ],
  ['aws_route_table_association', { route_table_id: 'rtb-1' }, { route_table_id: 'rtb-2' }],
  ['azurerm_route', { next_hop_in_ip_address: '10.0.0.4' }, { next_hop_in_ip_address: '10.0.0.5' }],
  ['aws_route53_record', { records: ['10.0.1.10'] }, { records: ['10.0.1.11'] }],
  ['google_dns_record_set', { rrdatas: ['10.0.1.10'] }, { rrdatas: ['10.0.1.11'] }],
  ['aws_lb_listener', { port: 9092, protocol: 'TCP' }, { port: 9094, protocol: 'TCP' }],
  ['aws_lb_listener', { port: 9092, protocol: 'TLS' }, { port: 9092, protocol: 'TCP' }],
  ['aws_vpc', { enable_dns_support: true }, { enable_dns_support: false }],
])('asks to look at an %s that goes from %j to %j', (type, before, after) => {
  expect(severityOf(pathChanged, [{ address: `${type}.a`, before, after }])).toBe('care');
  expect(
    judge(pathChanged, [{ address: `${type}.a`, before, after: { ...before, tags: {} } }]),
  ).toEqual([]);
});

it('names the groups that a host joins and leaves', () => {
  const [before, after] = [['sg-1'], ['sg-2']].map((vpc_security_group_ids) => ({
    vpc_security_group_ids,
  }));
  expect(judge(pathChanged, [{ address: 'aws_instance.a', before, after }])[0]?.what).toBe(
    'Changes the security groups of aws_instance.a: vpc_security_group_ids ["sg-1"] → ["sg-2"].',
  );
});
