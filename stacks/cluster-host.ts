import { createHash } from 'node:crypto';
import { Fn, TerraformLocal, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { AlertFacts } from '../cluster/alerts/alert-facts';
import { hostAlarms } from '../cluster/alerts/host-alarms';
import { hostDisks, isVolume, type HostDisk } from '../cluster/hardware/host-disks';
import { renderHost, type HostFile } from '../cluster/host-files';
import { hostManifest } from '../cluster/host-files/host-manifest';
import { hostProgram } from '../cluster/host-files/host-program';
import type { InventoryHost } from '../cluster/inventory/inventory';
import { PROGRAM } from '../cluster/program';
import type { Host, Topology } from '../cluster/topology';
import type { ArchiveObject } from './archive-object';
import type { BrokerLogGroup } from './broker-log-group';
import { writtenKeys } from './bucket-policy';
import type { ClusterBucket } from './cluster-bucket';
import type { ClusterKey } from './cluster-key';
import { DataVolume } from './data-volume';
import type { Firewall } from './firewall';
import { firstBoot } from './first-boot';
import { firstBootReach } from './first-boot-reach';
import { hostAddress, hostNumber } from './host-addresses';
import { HostAlarms } from './host-alarms';
import type { HostDns } from './host-dns';
import { HostFiles } from './host-files';
import { HostProfile } from './host-profile';
import type { ResolvedProps } from './kafka-cluster-props';
import type { Labels } from './labels';
import type { MachineImages } from './machine-image';
import type { ClusterNetwork, NetworkSpec, Subnet } from './network';
import { NodeInstance } from './node-instance';

/** What the hosts of a cluster have in common. */
export interface CommonParts {
  readonly props: ResolvedProps;
  readonly labels: Labels;
  readonly topology: Topology;
  /** What alarms know of the cluster. */
  readonly alertFacts: AlertFacts;
  readonly region: string;
  /** What names of AWS's services end with in this partition. */
  readonly dnsSuffix: string;
  readonly network: ClusterNetwork;
  readonly firewall: Firewall;
  readonly kmsKeyArn: string;
  /** Of the cluster's secrets, which no host may use. */
  readonly secretsKey: ClusterKey;
  readonly bucket: ClusterBucket;
  /** Where log files go, in CloudWatch. */
  readonly logGroup: BrokerLogGroup | undefined;
  readonly archive: ArchiveObject;
  readonly dns: HostDns;
  readonly images: MachineImages;
  /** The name of the placement group. */
  readonly placementGroup: string | undefined;
}

export interface ClusterHostProps {
  readonly common: CommonParts;
  readonly host: Host;
}

/** A disk of the host, with its volume where it is one. */
interface HeldDisk {
  readonly disk: HostDisk;
  readonly volume?: DataVolume;
}

/** All that AWS holds for one host: its files, disks, address, name, rights, machine and alarms. */
export class ClusterHost extends Construct {
  readonly machine: NodeInstance;
  /** What it fetches. */
  readonly files: HostFiles;
  /** Changes when any file of the host does, or the archive that it installs. */
  readonly filesDigest: string;
  readonly address: string;
  /**
   * What must be there before the host can become whole. Not that its volumes are attached: the
   * host waits for them, and terraform looks at each no sooner than ten seconds later.
   */
  readonly prerequisites: readonly ITerraformDependable[];
  /** Of its volumes: where one goes, the host is stopped first. */
  readonly attachments: readonly ITerraformDependable[];
  private readonly common: CommonParts;
  private readonly host: Host;
  private readonly subnet: Subnet;
  private readonly keyPrefix: string;
  private readonly disks: readonly HeldDisk[];
  private readonly userDataSha256: string;

  constructor(scope: Construct, id: string, { common, host }: ClusterHostProps) {
    super(scope, id);
    this.common = common;
    this.host = host;
    this.subnet = common.network.subnets[host.rack]!;
    this.keyPrefix = `${common.labels.clusterName}/${host.name}`;
    this.address =
      common.props.addresses[host.name] ?? hostAddress(this.subnet.cidr, hostNumber(host));
    this.disks = this.createDisks();
    const files = [hostProgram(), ...renderHost(common.topology, host)];
    const manifest = hostManifest(common.topology, host, { files, archive: common.archive });
    this.filesDigest = createHash('sha256').update(manifest).digest('hex');
    this.files = this.createFiles(files, manifest);
    this.machine = this.createMachine(this.files.manifest);
    // Not of the instance: that one keeps the user data that it was born with.
    // And without the digest, which no host keeps.
    const userData = new TerraformLocal(this, 'UserData', this.userData(''));
    this.userDataSha256 = Fn.sha256(userData.asString);
    this.attachments = this.disks.flatMap(({ volume }) =>
      volume ? [volume.attachTo(this.machine.instance)] : [],
    );
    this.prerequisites = [
      this.machine.instance,
      this.machine.running,
      this.files.manifest,
      common.dns.add(host.address, this.address),
    ];
    this.createAlarms();
  }

  get name(): string {
    return this.host.name;
  }

  get isBroker(): boolean {
    return this.host.broker !== undefined;
  }

  get instanceType(): string {
    return this.host.instanceType;
  }

  /** What the tools are told of the host; its instance only where that is made already. */
  inventory({ withInstance }: { readonly withInstance: boolean }): InventoryHost {
    const { instance } = this.machine;
    return {
      name: this.host.name,
      address: this.address,
      sshUser: this.common.props.ssh.user,
      ...(withInstance && { instanceId: instance.id }),
      terraformAddress: `${instance.terraformResourceType}.${instance.friendlyUniqueId}`,
      keyPrefix: this.keyPrefix,
      ...(withInstance && {
        imageId: this.imageId,
        userDataSha256: this.userDataSha256,
        manifestSha256: this.filesDigest,
      }),
      disks: this.disks.map(({ disk: { mountPoint }, volume }) => ({
        mountPoint,
        ...(volume && { volumeId: volume.volumeId }),
      })),
    };
  }

  private createDisks(): readonly HeldDisk[] {
    const { labels, topology, kmsKeyArn, props } = this.common;
    return hostDisks(topology, this.host).map((disk) => {
      if (!isVolume(disk)) return { disk };
      const volume = new DataVolume(this, `Disk-${disk.name}`, {
        ...{ labels, disk, kmsKeyArn },
        hostName: this.host.name,
        zone: this.subnet.zone,
        isProtected: props.protectData,
      });
      return { disk, volume };
    });
  }

  private createFiles(files: readonly HostFile[], manifest: string): HostFiles {
    const { bucket, kmsKeyArn } = this.common;
    return new HostFiles(this, 'Files', {
      ...{ bucket, kmsKeyArn, files, manifest },
      keyPrefix: this.keyPrefix,
    });
  }

  private createProfile(): HostProfile {
    const { labels, region, dnsSuffix, bucket, kmsKeyArn, props, logGroup } = this.common;
    const hasLogs = this.common.topology.spec.brokerLogs?.kind === 's3';
    return new HostProfile(this, 'Profile', {
      ...{ labels, region, dnsSuffix, kmsKeyArn },
      hostName: this.host.name,
      bucketArn: bucket.arn,
      mayRead: [`${this.keyPrefix}/*`, `${labels.clusterName}/archives/*`],
      mayWrite: writtenKeys({ clusterName: labels.clusterName, hasLogs }, this.host.name),
      further: logGroup ? [logGroup.writing(this.host.name)] : [],
      metricsNamespace: this.tellsCloudWatch ? this.metricsNamespace : undefined,
      policyArns: props.hostPolicyArns,
      iam: props.iam,
    });
  }

  private createMachine(manifest: ITerraformDependable): NodeInstance {
    const { labels, props, kmsKeyArn, placementGroup, network, archive } = this.common;
    const { name: hostName, instanceType } = this.host;
    const profile = this.createProfile();
    return new NodeInstance(this, 'Machine', {
      ...{ labels, hostName, instanceType, kmsKeyArn, placementGroup },
      imageId: this.imageId,
      subnet: this.subnet,
      address: this.address,
      securityGroupIds: this.securityGroupIds(),
      instanceProfile: profile.name,
      keyPair: props.ssh.keyPair,
      userData: this.userData(this.filesDigest),
      isProtected: this.common.props.protectData,
      rootSizeGiB: props.rootSizeGiB,
      after: [manifest, archive.object, ...profile.policies, ...network.routes],
    });
  }

  private get imageId(): string {
    return this.common.images.idFor(this.host.instanceType);
  }

  private securityGroupIds(): readonly string[] {
    const { brokers, zookeepers } = this.common.firewall;
    return [
      ...(this.host.broker ? [brokers.id] : []),
      ...(this.host.zookeeper ? [zookeepers.id] : []),
      ...this.common.props.hostSecurityGroupIds,
    ];
  }

  private userData(manifestSha256: string): string {
    const { region, dnsSuffix, bucket, props, network } = this.common;
    const straight = network.hasS3Endpoint ? [`s3.${region}.${dnsSuffix}`] : [];
    return firstBoot({
      reach: firstBootReach(props, straight),
      ...{ region, hostName: this.host.name, keyPrefix: this.keyPrefix },
      ...{ bucket: bucket.bucket, manifestSha256 },
      disks: this.disks.map(({ disk: { name, mountPoint }, volume }) => ({
        ...{ name, mountPoint },
        ...(volume && { volumeId: volume.volumeId }),
      })),
    });
  }

  private createAlarms(): void {
    const { labels, topology, props, alertFacts } = this.common;
    const volumeIds = this.disks.flatMap(({ disk: { name }, volume }) =>
      volume ? [[name, volume.volumeId] as const] : [],
    );
    new HostAlarms(this, 'Alarms', {
      labels,
      hostName: this.host.name,
      instanceId: this.machine.instance.id,
      volumeIds: Object.fromEntries(volumeIds),
      namespace: this.metricsNamespace,
      alarms: hostAlarms(topology, this.host, alertFacts, {
        diskUsedPercent: props.alarms.diskUsedPercent,
        certificates: this.tellsCloudWatch,
      }),
      props: props.alarms,
    });
  }

  /** As the host's program calls the place. */
  private get metricsNamespace(): string {
    return `${PROGRAM}/${this.common.labels.clusterName}/${this.host.name}`;
  }

  /** Whether it is to tell how long its certificates hold. */
  private get tellsCloudWatch(): boolean {
    const { topology, props } = this.common;
    const { certificates = mayReachCloudWatch(props.network) } = props.alarms;
    return topology.spec.security.kind !== 'plaintext' && certificates;
  }
}

/** A network of the caller's may have a way, and it is not known here which. */
function mayReachCloudWatch(network: NetworkSpec): boolean {
  return network.kind === 'existing' || network.natSubnet !== undefined;
}
