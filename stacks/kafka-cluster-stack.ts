import { resolve } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { LocalBackend, S3Backend, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { KafkaClusterSpec } from '../cluster/spec';
import { KafkaCluster } from './kafka-cluster';
import { Network } from './network';
import { Peer } from './peer';

const REGION = 'eu-west-1';
/** Made once, by hand: it holds the state of this stack and perhaps of others. */
const STATE_BUCKET = 'prod-logging-terraform';
const OWN_NETWORKS = Peer.ipv4('10.0.0.0/8');

/** One cluster with its provider, state and outputs: what a team copies, and makes its own. */
export class KafkaClusterStack extends TerraformStack {
  constructor(scope: Construct, id: string, spec: KafkaClusterSpec) {
    super(scope, id);
    new AwsProvider(this, 'Aws', {
      region: REGION,
      defaultTags: [{ tags: { 'managed-by': 'terraform' } }],
    });
    // Older ones know no lock beside the state, and fail with other words.
    this.addOverride('terraform.required_version', '>= 1.10');
    this.keepState(id);
    const cluster = new KafkaCluster(this, 'Kafka', {
      spec,
      network: Network.own({
        cidr: '10.20.0.0/22',
        subnets: {
          'eu-west-1a': '10.20.0.0/24',
          'eu-west-1b': '10.20.1.0/24',
          'eu-west-1c': '10.20.2.0/24',
        },
        natSubnet: '10.20.3.0/28',
      }),
      kafkaArchive: process.env.KAFKA_ARCHIVE,
      ssh: { keyPair: 'prod-logging' },
      tags: { team: 'platform' },
    });
    cluster.allowClientsFrom('own-networks', OWN_NETWORKS);
    cluster.allowSshFrom('own-networks', OWN_NETWORKS);
    this.tell({
      bootstrap_servers: cluster.bootstrapServers,
      zookeeper_connect: cluster.zookeeperConnect,
      security_groups: cluster.securityGroupIds,
      inventory: cluster.inventory,
    });
  }

  /** In a bucket, with a lock file beside it; for a trial, in the file that KAFKA_STATE_FILE names. */
  private keepState(id: string): void {
    const path = process.env.KAFKA_STATE_FILE;
    if (path) {
      new LocalBackend(this, { path: resolve(path) });
      return;
    }
    const key = `${id}/terraform.tfstate`;
    new S3Backend(this, { bucket: STATE_BUCKET, key, region: REGION, encrypt: true });
    this.addOverride('terraform.backend.s3.use_lockfile', true);
  }

  private tell(outputs: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(outputs)) {
      new TerraformOutput(this, name, { value, staticId: true });
    }
  }
}
