import type { OwnNetworkSpec } from '../../stacks/network';
import { like, synthesizeCluster, validProps } from '../support/synthesized';

const own = validProps().network as OwnNetworkSpec;

describe('a network of the cluster’s own', () => {
  const stack = synthesizeCluster({ network: own });

  it('has a private subnet in the zone of each rack', () => {
    for (const [zone, block] of [
      ['eu-west-1a', '10.20.0.0/24'],
      ['eu-west-1b', '10.20.1.0/24'],
      ['eu-west-1c', '10.20.2.0/24'],
    ]) {
      const subnet = stack.resource('aws_subnet', { cidr_block: block });
      expect(subnet).toMatchObject({ availability_zone: zone });
      expect(subnet).not.toHaveProperty('map_public_ip_on_launch');
    }
    expect(stack.resources('aws_route_table_association')).toHaveLength(3);
  });

  it('reaches S3 without the internet', () => {
    expect(stack.resource('aws_vpc_endpoint', { vpc_endpoint_type: 'Gateway' })).toMatchObject({
      service_name: like(/^com\.amazonaws\..*\.s3$/),
      route_table_ids: [like(/PrivateRoutes/)],
    });
  });

  it('leads to its own bucket in S3, and to those that are named', () => {
    const named = synthesizeCluster({ network: { ...own, buckets: ['amazon-ssm-eu-west-1'] } });
    const policyOf = (each: typeof stack) => String(each.resource('aws_vpc_endpoint').policy);
    expect(policyOf(stack)).toMatch(/"Resource":\["\$\{aws_s3_bucket\.[^}]*\.arn\}"/);
    expect(policyOf(stack)).not.toContain('FurtherBuckets');
    expect(policyOf(named)).toContain(':s3:::amazon-ssm-eu-west-1/*"');
  });

  it('has no way to the internet', () => {
    expect(stack.resources('aws_internet_gateway')).toEqual([]);
    expect(stack.resources('aws_route')).toEqual([]);
  });

  it('answers names of a private zone', () => {
    expect(stack.resource('aws_vpc')).toMatchObject({
      enable_dns_support: true,
      enable_dns_hostnames: true,
    });
  });

  it('empties the group that AWS makes by itself', () => {
    const group = stack.resource('aws_default_security_group');
    expect(group).not.toHaveProperty('ingress');
    expect(group).not.toHaveProperty('egress');
  });

  it('lets a host boot only when its bucket can be reached', () => {
    for (const instance of stack.resources('aws_instance')) {
      expect(instance.depends_on).toContainEqual(like(/aws_vpc_endpoint\./));
    }
  });
});

describe('with a public subnet for a NAT gateway', () => {
  const stack = synthesizeCluster({ network: { ...own, natSubnet: '10.20.3.0/28' } });

  it('leaves by the NAT gateway alone', () => {
    expect(stack.resource('aws_route', { nat_gateway_id: /Nat/ })).toMatchObject({
      route_table_id: like(/PrivateRoutes/),
      destination_cidr_block: '0.0.0.0/0',
    });
    expect(stack.resource('aws_route', { gateway_id: /InternetGateway/ })).toMatchObject({
      route_table_id: like(/PublicRoutes/),
    });
  });

  it('lets a host boot only when it can fetch packages', () => {
    for (const instance of stack.resources('aws_instance')) {
      expect(instance.depends_on).toContainEqual(like(/^aws_route\..*ToNat/));
    }
  });
});
