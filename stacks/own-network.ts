import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { Eip } from '@cdktf/provider-aws/lib/eip';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Subnet as AwsSubnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { acceptFinding } from './accept-finding';
import { endpointPolicy, type EndpointPolicyParts } from './endpoint-policy';
import { partTags, type Labels } from './labels';
import {
  TO_INTERNET,
  type ClusterNetwork,
  type Outbound,
  type OwnNetworkSpec,
  type Subnet,
} from './network';
import { Peer } from './peer';
import { policyDocument } from './policy-document';

export interface OwnNetworkProps
  extends OwnNetworkSpec, Pick<EndpointPolicyParts, 'account' | 'bucketArn' | 'hasLogs'> {
  readonly labels: Labels;
}

/** A VPC for one cluster: a private subnet for each rack, S3 through a gateway endpoint. */
export class OwnNetwork extends Construct implements ClusterNetwork {
  readonly vpcId: string;
  readonly subnets: Readonly<Record<string, Subnet>>;
  readonly routes: readonly ITerraformDependable[];
  readonly hasS3Endpoint = true;
  readonly outbound: readonly Outbound[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: OwnNetworkProps,
  ) {
    super(scope, id);
    const vpc = this.createVpc();
    this.vpcId = vpc.id;
    const privateRoutes = new RouteTable(this, 'PrivateRoutes', {
      vpcId: vpc.id,
      tags: this.tags('private'),
    });
    this.subnets = this.createSubnets(privateRoutes);
    const s3 = this.createS3Endpoint(privateRoutes);
    const way = props.natSubnet && this.createWayOut(props.natSubnet, privateRoutes);
    this.routes = way ? [s3, way] : [s3];
    this.outbound = way ? TO_INTERNET : [toS3(s3)];
  }

  private createVpc(): Vpc {
    const vpc = new Vpc(this, 'Vpc', {
      cidrBlock: this.props.cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: this.tags('network'),
    });
    acceptFinding(vpc, 'CKV2_AWS_11', 'Flow logs are the account’s affair, not one cluster’s.');
    // Named, so that terraform empties it: AWS lets its members talk to each other.
    new DefaultSecurityGroup(this, 'DefaultSecurityGroup', {
      vpcId: vpc.id,
      tags: this.tags('unused'),
    });
    return vpc;
  }

  private createSubnets(routeTable: RouteTable): Readonly<Record<string, Subnet>> {
    const { subnets, zones } = this.props;
    return Object.fromEntries(
      Object.entries(subnets).map(([rack, cidr]) => {
        const zone = zones?.[rack] ?? rack;
        const subnet = new AwsSubnet(this, `Subnet-${rack}`, {
          vpcId: this.vpcId,
          cidrBlock: cidr,
          availabilityZone: zone,
          tags: this.tags(`private-${rack}`),
        });
        new RouteTableAssociation(this, `Routes-${rack}`, {
          subnetId: subnet.id,
          routeTableId: routeTable.id,
        });
        return [rack, { id: subnet.id, cidr, zone }];
      }),
    );
  }

  private createS3Endpoint(routeTable: RouteTable): VpcEndpoint {
    const region = new DataAwsRegion(this, 'Region');
    const { account, bucketArn, labels, buckets = [], hasLogs = false } = this.props;
    return new VpcEndpoint(this, 'S3', {
      vpcId: this.vpcId,
      serviceName: `com.amazonaws.${region.id}.s3`,
      vpcEndpointType: 'Gateway',
      routeTableIds: [routeTable.id],
      policy: policyDocument(
        endpointPolicy({
          ...{ account, bucketArn, buckets, hasLogs },
          clusterName: labels.clusterName,
        }),
      ),
      tags: this.tags('s3'),
    });
  }

  private createWayOut(cidr: string, privateRoutes: RouteTable): ITerraformDependable {
    const gateway = new InternetGateway(this, 'InternetGateway', {
      vpcId: this.vpcId,
      tags: this.tags('internet'),
    });
    const subnet = new AwsSubnet(this, 'NatSubnet', {
      vpcId: this.vpcId,
      cidrBlock: cidr,
      availabilityZone: Object.values(this.subnets)[0]!.zone,
      tags: this.tags('nat'),
    });
    const publicRoutes = new RouteTable(this, 'PublicRoutes', {
      vpcId: this.vpcId,
      tags: this.tags('public'),
    });
    new RouteTableAssociation(this, 'NatSubnetRoutes', {
      subnetId: subnet.id,
      routeTableId: publicRoutes.id,
    });
    new Route(this, 'ToInternet', {
      routeTableId: publicRoutes.id,
      destinationCidrBlock: '0.0.0.0/0',
      gatewayId: gateway.id,
    });
    const address = new Eip(this, 'NatAddress', { domain: 'vpc', tags: this.tags('nat') });
    const nat = new NatGateway(this, 'Nat', {
      subnetId: subnet.id,
      allocationId: address.id,
      tags: this.tags('nat'),
      dependsOn: [gateway],
    });
    return new Route(this, 'ToNat', {
      routeTableId: privateRoutes.id,
      destinationCidrBlock: '0.0.0.0/0',
      natGatewayId: nat.id,
    });
  }

  private tags(part: string): Record<string, string> {
    return partTags(this.props.labels, part);
  }
}

function toS3({ prefixListId }: VpcEndpoint): Outbound {
  return { port: 443, to: Peer.prefixList(prefixListId), description: 'HTTPS: the bucket' };
}
