import { Ec2InstanceState } from '@cdktf/provider-aws/lib/ec2-instance-state';
import { Instance } from '@cdktf/provider-aws/lib/instance';
import { NetworkInterface } from '@cdktf/provider-aws/lib/network-interface';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { acceptFinding } from './accept-finding';
import { partTags, type Labels } from './labels';
import type { Subnet } from './network';
import { waitFor } from './wait-for';

export interface NodeInstanceProps {
  readonly labels: Labels;
  /** The host's name in the cluster, such as `broker-1`. */
  readonly hostName: string;
  readonly instanceType: string;
  readonly imageId: string;
  readonly subnet: Subnet;
  readonly address: string;
  readonly securityGroupIds: readonly string[];
  readonly instanceProfile: string;
  readonly kmsKeyArn: string;
  readonly placementGroup: string | undefined;
  /** The EC2 key pair that the image's first user is given. */
  readonly keyPair: string | undefined;
  readonly userData: string;
  /** Whether AWS refuses to terminate it. */
  readonly isProtected: boolean;
  /** The system disk, in GiB. */
  readonly rootSizeGiB: number;
  /** What must be there before the instance is made or changed. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * What can't be changed on a standing instance without making it anew, or that only a first boot
 * reads. Terraform would destroy all hosts before it makes the first one again, gates or not:
 * `cdktf-kafka replace` renews them one by one.
 */
const SETTLED_AT_BIRTH = ['ami', 'user_data', 'key_name', 'placement_group', 'availability_zone'];

/** The machine of one host, and the interface with its address, which outlives the machine. */
export class NodeInstance extends Construct {
  readonly instance: Instance;
  /** That it runs: a deploy starts one that was stopped. */
  readonly running: Ec2InstanceState;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: NodeInstanceProps,
  ) {
    super(scope, id);
    this.instance = new Instance(this, 'Instance', {
      instanceType: props.instanceType,
      ami: props.imageId,
      availabilityZone: props.subnet.zone,
      placementGroup: props.placementGroup,
      keyName: props.keyPair,
      iamInstanceProfile: props.instanceProfile,
      userData: props.userData,
      networkInterface: [{ deviceIndex: 0, networkInterfaceId: this.createInterface().id }],
      ...this.protection(),
      rootBlockDevice: this.rootDisk(),
      tags: this.tags(),
      lifecycle: { ignoreChanges: SETTLED_AT_BIRTH },
      dependsOn: [...props.after],
    });
    this.running = new Ec2InstanceState(this, 'Running', {
      instanceId: this.instance.id,
      state: 'running',
    });
    acceptFinding(
      this.instance,
      'CKV_AWS_126',
      'Status checks and volumes are reported each minute without it; Kafka reports the rest.',
    );
  }

  /** Makes or changes the machine only after something else. */
  waitFor(other: ITerraformDependable): void {
    waitFor(this.instance, other);
  }

  private createInterface(): NetworkInterface {
    const { labels, hostName, subnet, address, securityGroupIds } = this.props;
    return new NetworkInterface(this, 'Interface', {
      subnetId: subnet.id,
      privateIps: [address],
      securityGroups: [...securityGroupIds],
      description: `${hostName} of the Kafka cluster ${labels.clusterName}`,
      tags: this.tags(),
    });
  }

  private protection() {
    return {
      disableApiTermination: this.props.isProtected,
      instanceInitiatedShutdownBehavior: 'stop',
      ebsOptimized: true,
      // A token for each request, and none through a container or a proxy on the host.
      metadataOptions: {
        httpEndpoint: 'enabled',
        httpTokens: 'required',
        httpPutResponseHopLimit: 1,
      },
    };
  }

  private rootDisk() {
    const { kmsKeyArn, rootSizeGiB } = this.props;
    return {
      volumeType: 'gp3',
      volumeSize: rootSizeGiB,
      encrypted: true,
      kmsKeyId: kmsKeyArn,
      deleteOnTermination: true,
      tags: this.tags('system'),
    };
  }

  private tags(disk?: string): Record<string, string> {
    const { labels, hostName } = this.props;
    return {
      ...partTags(labels, disk === undefined ? hostName : `${hostName}-${disk}`),
      'kafka-host': hostName,
    };
  }
}
