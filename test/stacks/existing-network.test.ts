import { Network } from '../../stacks/index';
import { like, synthesizeCluster } from '../support/synthesized';

const stack = synthesizeCluster({
  network: Network.existing({
    vpcId: 'vpc-0a1b2c3d',
    subnets: { a: 'subnet-00000001', b: 'subnet-00000002', c: 'subnet-00000003' },
  }),
});

it('makes and changes nothing of the network', () => {
  const types = Object.keys(stack.counts);
  expect(types.filter((type) => /subnet|route_table|gateway|vpc_endpoint/.test(type))).toEqual([]);
  expect(types).not.toContain('aws_vpc');
});

it('puts each broker into the subnet of its rack', () => {
  const looked = (index: number) => stack.data('aws_subnet', { id: `subnet-0000000${index}` });
  expect(looked(1)).toBeDefined();
  for (const [index, rack] of ['a', 'b', 'c'].entries()) {
    const host = stack.resource('aws_network_interface', {
      tags: { 'kafka-host': `broker-${index + 1}` },
    });
    expect(host.subnet_id).toMatch(new RegExp(`data\\.aws_subnet\\..*Subnet-${rack}_`));
  }
});

it('works out an address from the block that terraform finds', () => {
  const host = stack.resource('aws_network_interface', { tags: { 'kafka-host': 'broker-2' } });
  expect(host.private_ips).toEqual([
    like(/^\$\{cidrhost\(data\.aws_subnet\..*Subnet-b.*\.cidr_block, 12\)\}$/),
  ]);
});

it('fails the plan where a subnet is of another VPC, or two lie in one zone', () => {
  const { lifecycle } = stack.resource('terraform_data', { lifecycle: { precondition: {} } }) as {
    lifecycle: { precondition: { condition: string; error_message: string }[] };
  };
  const [first, , , zones] = lifecycle.precondition;
  expect(first).toEqual({
    condition: like(/vpc_id == "vpc-0a1b2c3d"/),
    error_message: like(
      /^network\.subnets\['a'\]: must be in the VPC vpc-0a1b2c3d, got .* Name a subnet of that VPC\.$/,
    ),
  });
  expect(zones).toEqual({
    condition: like(/^\$\{\(length\(distinct\(\[.*\]\)\) == 3\)\}$/),
    error_message: like(
      /^network\.subnets: must lie in 3 zones, one for each rack, got .* Racks in one zone fail together: name a subnet in another\.$/,
    ),
  });
});
