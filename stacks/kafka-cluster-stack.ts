import { resolve } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { LocalBackend, S3Backend, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { KafkaCluster } from './kafka-cluster';
import type { KafkaClusterProps } from './kafka-cluster-props';

/** Where terraform keeps what it knows. */
export type StateSpec =
  /** In a bucket that is there already, with a lock file beside the state. */
  | { readonly kind: 's3'; readonly bucket: string }
  /** In a file of this machine, for trials. */
  | { readonly kind: 'local'; readonly path: string };

/** KAFKA_STATE_FILE names a file for the state, for a trial or a test; undefined where it is not set. */
export function stateOfEnvironment(): StateSpec | undefined {
  const path = process.env.KAFKA_STATE_FILE;
  return path ? { kind: 'local', path: resolve(path) } : undefined;
}

export interface KafkaClusterStackProps extends KafkaClusterProps {
  readonly region: string;
  readonly state: StateSpec;
}

/** One cluster as a stack of its own: provider, state, cluster, outputs. */
export class KafkaClusterStack extends TerraformStack {
  readonly cluster: KafkaCluster;

  constructor(scope: Construct, id: string, { region, state, ...props }: KafkaClusterStackProps) {
    super(scope, id);
    new AwsProvider(this, 'Aws', {
      region,
      defaultTags: [{ tags: { 'managed-by': 'terraform' } }],
    });
    this.keepState(id, region, state);
    this.cluster = new KafkaCluster(this, 'Kafka', props);
    this.output('bootstrap_servers', this.cluster.bootstrapServers);
    this.output('zookeeper_connect', this.cluster.zookeeperConnect);
    this.output('security_groups', this.cluster.securityGroupIds);
    this.output('inventory', this.cluster.inventory);
  }

  private keepState(id: string, region: string, state: StateSpec): void {
    if (state.kind === 'local') {
      new LocalBackend(this, { path: state.path });
      return;
    }
    const key = `${id}/terraform.tfstate`;
    new S3Backend(this, { bucket: state.bucket, key, region, encrypt: true });
    this.addOverride('terraform.backend.s3.use_lockfile', true);
  }

  private output(name: string, value: unknown): void {
    new TerraformOutput(this, name, { value, staticId: true });
  }
}
