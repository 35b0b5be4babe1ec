import { validSpec } from '../support/spec-builder';
import { like, synthesizeCluster } from '../support/synthesized';

it('gives each host the private name that the others know it by', () => {
  const stack = synthesizeCluster({ spec: validSpec({ domain: 'logs.example' }) });
  expect(stack.resource('aws_route53_zone')).toMatchObject({
    name: 'logs.example',
    vpc: [{ vpc_id: like(/aws_vpc\./) }],
  });
  expect(stack.resource('aws_route53_record', { name: 'broker-2.logs.example' })).toMatchObject({
    type: 'A',
    ttl: 60,
    records: ['10.20.1.12'],
    zone_id: like(/aws_route53_zone\./),
  });
});

it('writes into a zone that is there already', () => {
  const stack = synthesizeCluster({ zoneId: 'Z0123' });
  expect(stack.resources('aws_route53_zone')).toEqual([]);
  expect(stack.resources('aws_route53_record', { zone_id: 'Z0123' })).toHaveLength(3);
});
