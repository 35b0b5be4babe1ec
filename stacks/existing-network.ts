import { DataAwsSubnet } from '@cdktf/provider-aws/lib/data-aws-subnet';
import { Fn, Op, type ITerraformDependable, type Precondition } from 'cdktf';
import { Construct } from 'constructs';
import { TO_INTERNET, type ClusterNetwork, type ExistingNetworkSpec, type Subnet } from './network';
import { TerraformData } from './terraform-data';

/** Subnets that are there already: only looked at. What is wrong with them fails the plan. */
export class ExistingNetwork extends Construct implements ClusterNetwork {
  readonly vpcId: string;
  readonly subnets: Readonly<Record<string, Subnet>>;
  readonly routes: readonly ITerraformDependable[] = [];
  readonly hasS3Endpoint = false;
  readonly outbound = TO_INTERNET;

  constructor(scope: Construct, id: string, { vpcId, subnets }: ExistingNetworkSpec) {
    super(scope, id);
    this.vpcId = vpcId;
    const found = Object.entries(subnets).map(([rack, subnetId]) => ({
      rack,
      subnet: new DataAwsSubnet(this, `Subnet-${rack}`, { id: subnetId }),
    }));
    this.subnets = Object.fromEntries(
      found.map(({ rack, subnet }) => [
        rack,
        { id: subnet.id, cidr: subnet.cidrBlock, zone: subnet.availabilityZone },
      ]),
    );
    new TerraformData(this, 'Judgement', {
      triggersReplace: [],
      lifecycle: {
        precondition: [
          ...found.map(({ rack, subnet }) => inVpc(rack, subnet, vpcId)),
          inZonesOfTheirOwn(found.map(({ subnet }) => subnet)),
        ],
      },
    });
  }
}

function inVpc(rack: string, subnet: DataAwsSubnet, vpcId: string): Precondition {
  return {
    condition: Op.eq(subnet.vpcId, vpcId),
    errorMessage:
      `network.subnets['${rack}']: must be in the VPC ${vpcId}, got ${subnet.id} of ${subnet.vpcId}. ` +
      'Name a subnet of that VPC.',
  };
}

function inZonesOfTheirOwn(subnets: readonly DataAwsSubnet[]): Precondition {
  const zones = subnets.map(({ availabilityZone }) => availabilityZone);
  return {
    condition: Op.eq(Fn.lengthOf(Fn.distinct(zones)), zones.length),
    errorMessage:
      `network.subnets: must lie in ${zones.length} zones, one for each rack, got ${Fn.join(', ', zones)}. ` +
      'Racks in one zone fail together: name a subnet in another.',
  };
}
