import { createHash } from 'node:crypto';
import { hostDisks, isVolume } from '../../cluster/hardware/host-disks';
import { renderHost, type HostFile } from '../../cluster/host-files';
import { hostManifest, type KafkaArchive } from '../../cluster/host-files/host-manifest';
import { hostProgram } from '../../cluster/host-files/host-program';
import type { Inventory } from '../../cluster/inventory/inventory';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { productionSite } from '../../cluster/production-site';
import { renderTemplate } from '../../cluster/host-files/render-template';
import { resolveSpec } from '../../cluster/resolve-spec';
import { layOut, type Host, type Topology } from '../../cluster/topology';
import { ensureArchive } from '../../scripts/distribution/ensure-archive';
import { openAwsCalls, type AwsCalls } from './aws-double/aws-calls';
import smallSpec from './small.spec';
import type { Lab } from './start-lab';

const BUCKET = 'small-files';
const REGION = 'eu-west-1';

/** What an instance is launched with. */
export interface LaunchOptions {
  /** @default the newest of the double's images */
  readonly imageId?: string;
  /** Plugged in at once. @default all of the host's */
  readonly volumeIds?: readonly string[];
}

/** What the account holds for one host, apart from its instance. */
interface HostParts {
  readonly interfaceId: string;
  readonly disks: readonly { name: string; volumeId: string; mountPoint: string }[];
}

/**
 * The cluster as the stack would make it, by calls of its own: without the fixed waits of terraform's
 * provider, and open to what a test wants to be wrong.
 */
export class SmallCluster {
  private laidOut: Topology;
  private archive: KafkaArchive = { key: '', sha512: '' };
  private readonly parts = new Map<string, HostParts>();
  private readonly instances = new Map<string, string>();
  private readonly manifests = new Map<string, string>();
  private secretsKeyArn: string | undefined;

  private constructor(
    private readonly calls: AwsCalls,
    private spec: KafkaClusterSpec,
  ) {
    this.laidOut = topologyOf(spec);
  }

  get topology(): Topology {
    return this.laidOut;
  }

  /** All but the instances. */
  static async make(lab: Lab, spec = smallSpec): Promise<SmallCluster> {
    const calls = await openAwsCalls(lab.place, lab.environment);
    const cluster = new SmallCluster(calls, spec);
    await cluster.makeBucket();
    await cluster.makeNetwork();
    await cluster.makeProfile();
    await cluster.deploy(spec);
    return cluster;
  }

  /** Puts what another spec of the same hosts says where they fetch it from. */
  async deploy(spec: KafkaClusterSpec): Promise<void> {
    this.spec = spec;
    this.laidOut = topologyOf(spec);
    if (this.isSecured && this.secretsKeyArn === undefined) await this.makeSecretsKey();
    await this.putArchive();
    for (const host of this.topology.hosts) await this.putFiles(host.name);
  }

  close(): void {
    this.calls.close();
  }

  call<T>(service: string, operation: string, parameters: object): Promise<T> {
    return this.calls.call<T>(service, operation, parameters);
  }

  volumeIds(hostName: string): readonly string[] {
    return this.partsOf(hostName).disks.map(({ volumeId }) => volumeId);
  }

  /** The host's objects, first altered where a test wants them to be wrong. */
  async putFiles(
    hostName: string,
    alter: (file: HostFile) => HostFile = (file) => file,
  ): Promise<void> {
    const host = this.hostOf(hostName);
    const files = [hostProgram(), ...renderHost(this.topology, host)].map(alter);
    for (const { path, content } of files) await this.put(`${prefixOf(host)}${path}`, content);
    const manifest = hostManifest(this.topology, host, { files, archive: this.archive });
    this.manifests.set(hostName, createHash('sha256').update(manifest).digest('hex'));
    await this.put(`${prefixOf(host)}/manifest`, manifest);
  }

  async put(key: string, content: string): Promise<void> {
    await this.call('s3', 'put_object', { Bucket: BUCKET, Key: key, Body: content });
  }

  /** Starts a host's instance; its volumes follow. */
  async launch(
    hostName: string,
    { imageId = 'ami-0a1b2c3d4e5f60002', volumeIds = this.volumeIds(hostName) }: LaunchOptions = {},
  ): Promise<string> {
    const host = this.hostOf(hostName);
    const { interfaceId } = this.partsOf(hostName);
    type Launched = { Instances: [{ InstanceId: string }] };
    const { Instances } = await this.call<Launched>('ec2', 'run_instances', {
      ...{
        ImageId: imageId,
        InstanceType: host.instanceType,
        MinCount: 1,
        MaxCount: 1,
      },
      IamInstanceProfile: { Name: 'small' },
      NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId: interfaceId }],
      UserData: this.userData(hostName),
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: hostName }] }],
    });
    const instanceId = Instances[0].InstanceId;
    this.instances.set(hostName, instanceId);
    for (const [index, id] of volumeIds.entries()) await this.attach(hostName, id, index);
    return instanceId;
  }

  /** @param index 0-8, for the device's name: the host goes by the volume's id */
  async attach(hostName: string, volumeId: string, index = 8): Promise<void> {
    const InstanceId = this.instanceId(hostName);
    const Device = `/dev/sd${'fghijklmn'[index]}`;
    await this.call('ec2', 'attach_volume', { InstanceId, VolumeId: volumeId, Device });
  }

  async terminate(hostName: string): Promise<void> {
    await this.call('ec2', 'terminate_instances', { InstanceIds: [this.instanceId(hostName)] });
  }

  instanceId(hostName: string): string {
    return this.instances.get(hostName) ?? '';
  }

  /** Of the manifest that was put last. */
  manifestSha256(hostName: string): string {
    return this.manifests.get(hostName) ?? '';
  }

  userData(hostName: string): string {
    return renderTemplate('host/first-boot', {
      environment: [],
      mirrors: [],
      ...{ hostName, region: REGION, bucket: BUCKET, keyPrefix: prefixOf(this.hostOf(hostName)) },
      manifestSha256: this.manifestSha256(hostName),
      disks: this.partsOf(hostName).disks,
    });
  }

  /** As a stack's output would have it. */
  inventory(): Inventory {
    return {
      ...{ version: 1, spec: this.spec, region: REGION, bucket: BUCKET },
      ...(this.isSecured && { secretsKeyArn: this.secretsKeyArn! }),
      hosts: this.topology.hosts.map((host, index) => ({
        ...{ name: host.name, address: addressOf(index), sshUser: 'admin' },
        instanceId: this.instanceId(host.name),
        terraformAddress: `aws_instance.${host.name}`,
        keyPrefix: prefixOf(host),
        manifestSha256: this.manifestSha256(host.name),
        disks: this.partsOf(host.name).disks.map(({ mountPoint, volumeId }) => ({
          mountPoint,
          volumeId,
        })),
      })),
    };
  }

  private get isSecured(): boolean {
    return this.topology.spec.security.kind === 'tls';
  }

  private partsOf(hostName: string): HostParts {
    return known(hostName, this.parts.get(hostName));
  }

  /** As the spec that was deployed last has it. */
  private hostOf(hostName: string): Host {
    const found = this.topology.hosts.find(({ name }) => name === hostName);
    return known(hostName, found);
  }

  private async makeBucket(): Promise<void> {
    const CreateBucketConfiguration = { LocationConstraint: REGION };
    await this.call('s3', 'create_bucket', { Bucket: BUCKET, CreateBucketConfiguration });
  }

  private async putArchive(): Promise<void> {
    const { kafkaVersion } = this.topology.spec;
    const { file, sha512 } = await ensureArchive({ kafkaVersion });
    const Key = `small/archives/kafka-${kafkaVersion}.tar`;
    if (this.archive.key === Key) return;
    this.archive = { key: Key, sha512 };
    await this.call('s3', 'upload_file', { Filename: file, Bucket: BUCKET, Key });
  }

  private async makeSecretsKey(): Promise<void> {
    type Key = { KeyMetadata: { Arn: string } };
    const { KeyMetadata } = await this.call<Key>('kms', 'create_key', {});
    this.secretsKeyArn = KeyMetadata.Arn;
  }

  private async makeProfile(): Promise<void> {
    const name = { InstanceProfileName: 'small' };
    await this.call('iam', 'create_role', { RoleName: 'small', AssumeRolePolicyDocument: '{}' });
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['s3:GetObject', 's3:PutObject'],
          Resource: `arn:aws:s3:::${BUCKET}/*`,
        },
        { Effect: 'Allow', Action: 's3:ListBucket', Resource: `arn:aws:s3:::${BUCKET}` },
      ],
    });
    const policy = { RoleName: 'small', PolicyName: 'files', PolicyDocument };
    await this.call('iam', 'put_role_policy', policy);
    await this.call('iam', 'create_instance_profile', name);
    await this.call('iam', 'add_role_to_instance_profile', { ...name, RoleName: 'small' });
  }

  private async makeNetwork(): Promise<void> {
    type Vpc = { Vpc: { VpcId: string } };
    const { Vpc } = await this.call<Vpc>('ec2', 'create_vpc', { CidrBlock: '10.20.0.0/16' });
    const VPC = { VPCRegion: REGION, VPCId: Vpc.VpcId };
    type Zone = { HostedZone: { Id: string } };
    const Name = this.topology.spec.domain;
    const CallerReference = 'small';
    const { HostedZone } = await this.call<Zone>('route53', 'create_hosted_zone', {
      ...{ Name, VPC, CallerReference },
    });
    const groupId = await this.makeSecurityGroup(Vpc.VpcId);
    for (const [index, host] of this.topology.hosts.entries()) {
      const address = addressOf(index);
      const place = { VpcId: Vpc.VpcId, Groups: [groupId] };
      const interfaceId = await this.makeInterface(place, host, address);
      await this.call('route53', 'change_resource_record_sets', {
        HostedZoneId: HostedZone.Id,
        ChangeBatch: { Changes: [addressRecord(host.address, address)] },
      });
      this.parts.set(host.name, { interfaceId, disks: await this.makeDisks(host) });
    }
  }

  /** Open to the whole network, so that a test asks any port of any host. */
  private async makeSecurityGroup(VpcId: string): Promise<string> {
    type Group = { GroupId: string };
    const { GroupId } = await this.call<Group>('ec2', 'create_security_group', {
      ...{ VpcId, GroupName: 'small', Description: 'All of the network' },
    });
    await this.call('ec2', 'authorize_security_group_ingress', {
      GroupId,
      IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '10.20.0.0/16' }] }],
    });
    return GroupId;
  }

  private async makeInterface(
    { VpcId, Groups }: { readonly VpcId: string; readonly Groups: readonly string[] },
    host: Host,
    address: string,
  ): Promise<string> {
    type Subnet = { Subnet: { SubnetId: string } };
    const CidrBlock = address.replace(/\d+$/, '0/24');
    const { Subnet } = await this.call<Subnet>('ec2', 'create_subnet', {
      ...{ VpcId, CidrBlock, AvailabilityZone: host.rack },
    });
    type Interface = { NetworkInterface: { NetworkInterfaceId: string } };
    const { NetworkInterface } = await this.call<Interface>('ec2', 'create_network_interface', {
      ...{ SubnetId: Subnet.SubnetId, PrivateIpAddress: address, Groups },
    });
    return NetworkInterface.NetworkInterfaceId;
  }

  private async makeDisks(host: Host): Promise<HostParts['disks']> {
    const disks = hostDisks(this.topology, host).filter(isVolume);
    return Promise.all(
      disks.map(async ({ name, mountPoint, storage }) => ({
        ...{ name, mountPoint },
        volumeId: await this.makeVolume(host.rack, storage.sizeGiB),
      })),
    );
  }

  /** A volume of nobody's yet. */
  async makeVolume(zone: string, sizeGiB: number): Promise<string> {
    const { VolumeId } = await this.call<{ VolumeId: string }>('ec2', 'create_volume', {
      ...{ AvailabilityZone: zone, Size: sizeGiB, VolumeType: 'gp3' },
    });
    return VolumeId;
  }
}

function known<T>(hostName: string, found: T | undefined): T {
  if (found === undefined) throw new Error(`no host ${hostName} in this cluster`);
  return found;
}

function topologyOf(spec: KafkaClusterSpec): Topology {
  const resolved = resolveSpec(spec);
  return layOut(resolved, productionSite(resolved));
}

const addressOf = (index: number): string => `10.20.${index}.11`;
const prefixOf = ({ name }: Host): string => `small/${name}`;

function addressRecord(name: string, address: string): object {
  const ResourceRecords = [{ Value: address }];
  const ResourceRecordSet = { Name: name, Type: 'A', TTL: 60, ResourceRecords };
  return { Action: 'UPSERT', ResourceRecordSet };
}
