import type { ITerraformDependable } from 'cdktf';
import { Peer } from './peer';

/** Where the hosts of a cluster stand. Made by the factories of {@link Network}. */
export type NetworkSpec = ExistingNetworkSpec | OwnNetworkSpec;

/** Subnets that are there already. */
export interface ExistingNetworkSpec {
  readonly kind: 'existing';
  readonly vpcId: string;
  /**
   * The id of one subnet for each rack of the spec, by the rack's name. Racks fail apart only where
   * their zones do, so each needs a subnet of its own in a zone of its own.
   */
  readonly subnets: Readonly<Record<string, string>>;
}

/** A small VPC that only this cluster uses. */
export interface OwnNetworkSpec {
  readonly kind: 'own';
  /** The VPC's addresses: a block of /16 to /28. */
  readonly cidr: string;
  /** The addresses of one private subnet for each rack of the spec, by the rack's name. */
  readonly subnets: Readonly<Record<string, string>>;
  /**
   * The availability zone of each rack.
   * @default - the rack's name
   */
  readonly zones?: Readonly<Record<string, string>>;
  /**
   * The addresses of a public subnet with a NAT gateway, for hosts that install packages from the
   * internet at their first boot.
   * @default - no way out: the image must bring all that a host needs, save its files and Kafka,
   * which come through a gateway endpoint for S3
   */
  readonly natSubnet?: string;
  /**
   * Names of further buckets that hosts may reach, also as patterns: what an agent on the image needs,
   * such as `amazon-ssm-eu-west-1`, a mirror of packages, a place for backups. All that the subnets ask
   * of S3 goes through one gateway endpoint, whose policy leads to these and to the cluster's own alone.
   * @default []
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-minimum-s3-permissions.html
   */
  readonly buckets?: readonly string[];
}

/** Where the hosts of a cluster stand. */
export const Network = {
  /** In a VPC that is there already. Nothing of it is changed. */
  existing: (props: Omit<ExistingNetworkSpec, 'kind'>): ExistingNetworkSpec => ({
    kind: 'existing',
    ...props,
  }),
  /** In a VPC made for the cluster: private subnets, S3 without a way through the internet. */
  own: (props: Omit<OwnNetworkSpec, 'kind'>): OwnNetworkSpec => ({ kind: 'own', ...props }),
} as const;

/** A subnet as the hosts in it need to know it. */
export interface Subnet {
  readonly id: string;
  readonly cidr: string;
  readonly zone: string;
}

/** A network that hosts can be put into. */
export interface ClusterNetwork {
  readonly vpcId: string;
  /** By the rack's name. */
  readonly subnets: Readonly<Record<string, Subnet>>;
  /** What must be there before a host's first boot, which needs the bucket and perhaps the internet. */
  readonly routes: readonly ITerraformDependable[];
  /** Whether it has a way of its own to S3, past any proxy. */
  readonly hasS3Endpoint: boolean;
  /** Where hosts may open connections to, besides each other. */
  readonly outbound: readonly Outbound[];
}

/** A way out of the hosts. */
export interface Outbound {
  readonly port: number;
  readonly to: Peer;
  readonly description: string;
}

/** For packages, the bucket, and what else a host fetches. */
export const TO_INTERNET: readonly Outbound[] = [
  { port: 443, to: Peer.ipv4('0.0.0.0/0'), description: 'HTTPS: the bucket, packages' },
  { port: 80, to: Peer.ipv4('0.0.0.0/0'), description: 'HTTP: signed packages of Debian' },
];
