import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Route53Zone } from '@cdktf/provider-aws/lib/route53-zone';
import { Construct } from 'constructs';
import { acceptFinding } from './accept-finding';
import { partTags, type Labels } from './labels';

export interface HostDnsProps {
  readonly labels: Labels;
  readonly domain: string;
  readonly vpcId: string;
  /**
   * The private hosted zone of the domain, where there is one.
   * @default - one is made, for the cluster's VPC
   */
  readonly zoneId?: string | undefined;
}

/** Short, so that a host that moves to another address is soon found; addresses stay, as a rule. */
const TTL_SECONDS = 60;

/** The private names of the hosts. */
export class HostDns extends Construct {
  private readonly zoneId: string;

  constructor(scope: Construct, id: string, { labels, domain, vpcId, zoneId }: HostDnsProps) {
    super(scope, id);
    this.zoneId = zoneId ?? this.createZone(labels, domain, vpcId).zoneId;
  }

  /** @param name the whole name, such as `broker-1.prod-logging.internal` */
  add(name: string, address: string): Route53Record {
    const record = new Route53Record(this, name, {
      zoneId: this.zoneId,
      name,
      type: 'A',
      ttl: TTL_SECONDS,
      records: [address],
    });
    acceptFinding(record, 'CKV2_AWS_23', 'It names the address of an interface of this cluster.');
    return record;
  }

  private createZone(labels: Labels, name: string, vpcId: string): Route53Zone {
    return new Route53Zone(this, 'Zone', {
      name,
      comment: `Hosts of the Kafka cluster ${labels.clusterName}`,
      vpc: [{ vpcId }],
      tags: partTags(labels, 'names'),
    });
  }
}
