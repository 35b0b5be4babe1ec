import type { SmallCluster } from './small-cluster';

const ZONE = 'eu-west-1a';
const SUBNET = '10.20.9.0/24';
const ADDRESS = '10.20.9.11';

/**
 * Starts a host that is none of the cluster's, in a subnet of its own, without user data or a role.
 *
 * @returns the instance's id
 */
export async function launchLogHost(
  cluster: SmallCluster,
  { name, imageId }: { readonly name: string; readonly imageId: string },
): Promise<string> {
  type Vpcs = { Vpcs: { VpcId: string; CidrBlock: string }[] };
  const { Vpcs } = await cluster.call<Vpcs>('ec2', 'describe_vpcs', {});
  const VpcId = Vpcs.find(({ CidrBlock }) => CidrBlock === '10.20.0.0/16')!.VpcId;
  type Groups = { SecurityGroups: [{ GroupId: string }] };
  const { SecurityGroups } = await cluster.call<Groups>('ec2', 'describe_security_groups', {
    Filters: [{ Name: 'group-name', Values: ['small'] }],
  });
  type Subnet = { Subnet: { SubnetId: string } };
  const { Subnet } = await cluster.call<Subnet>('ec2', 'create_subnet', {
    ...{ VpcId, CidrBlock: SUBNET, AvailabilityZone: ZONE },
  });
  type Interface = { NetworkInterface: { NetworkInterfaceId: string } };
  const { NetworkInterface } = await cluster.call<Interface>('ec2', 'create_network_interface', {
    ...{ SubnetId: Subnet.SubnetId, PrivateIpAddress: ADDRESS },
    Groups: [SecurityGroups[0].GroupId],
  });
  type Launched = { Instances: [{ InstanceId: string }] };
  const { NetworkInterfaceId } = NetworkInterface;
  const { Instances } = await cluster.call<Launched>('ec2', 'run_instances', {
    ...{ ImageId: imageId, InstanceType: 't3.medium', MinCount: 1, MaxCount: 1 },
    NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId }],
    TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: name }] }],
  });
  return Instances[0].InstanceId;
}
