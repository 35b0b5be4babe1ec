import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { PlacementGroup } from '@cdktf/provider-aws/lib/placement-group';
import { Annotations, Aspects } from 'cdktf';
import type { Construct } from 'constructs';
import { alertFacts } from '../cluster/alerts/alert-facts';
import { formatProblem, SpecError, type Problem } from '../cluster/errors';
import type { Inventory } from '../cluster/inventory/inventory';
import { productionSite } from '../cluster/production-site';
import { resolveSpec } from '../cluster/resolve-spec';
import { layOut, type Topology } from '../cluster/topology';
import { declaredTopics } from '../cluster/topics/declared-topics';
import { ClusterAlarms } from './cluster-alarms';
import { ArchiveObject } from './archive-object';
import { BrokerLogGroup, encryptingLogs } from './broker-log-group';
import { cachedArchive } from './cached-archive';
import type { CallerId } from './callers';
import { ClusterBucket, type ClusterBucketProps } from './cluster-bucket';
import { ClusterHost, type CommonParts } from './cluster-host';
import { ClusterKey, KEY_PURPOSES } from './cluster-key';
import { DeploySteps } from './deploy-steps';
import { doorsOf } from './doors';
import { ExistingNetwork } from './existing-network';
import { Firewall } from './firewall';
import { HostDns } from './host-dns';
import { hostRoleName } from './host-profile';
import { ImportedCluster } from './imported-cluster';
import type { KafkaClusterProps, ResolvedProps } from './kafka-cluster-props';
import { partName, partTags, type Labels } from './labels';
import { MachineImages } from './machine-image';
import type { ClusterNetwork } from './network';
import { OwnNetwork, type OwnNetworkProps } from './own-network';
import type { Peer } from './peer';
import { ReachableCluster } from './reachable-cluster';
import { shutWays } from './validation/ways-out';
import { nameShared, takeName } from './shared-names';
import { soundProps } from './validate-props';

/**
 * A Kafka cluster with its ZooKeeper quorum on EC2, from one spec.
 *
 * @throws SpecError with all that is wrong with the spec and with what is asked of AWS
 */
export class KafkaCluster extends ReachableCluster {
  readonly topology: Topology;
  private readonly common: CommonParts;
  private readonly hosts: readonly ClusterHost[];

  constructor(scope: Construct, id: string, given: KafkaClusterProps) {
    super(scope, id);
    const { props, warnings } = soundProps(given);
    this.warn(warnings);
    const spec = resolveSpec(props.spec);
    const taken = takeName(this, spec.clusterName);
    if (taken.length > 0) throw new SpecError(taken);
    this.topology = layOut(spec, productionSite(spec));
    this.common = this.createCommonParts(props);
    this.hosts = this.topology.hosts.map(
      (host) => new ClusterHost(this, pascalCase(host.name), { common: this.common, host }),
    );
    new ClusterAlarms(this, 'Alarms', {
      labels: this.common.labels,
      brokerInstanceIds: Object.fromEntries(
        this.hosts
          .filter(({ isBroker }) => isBroker)
          .map(({ name, machine }) => [name, machine.instance.id]),
      ),
      props: props.alarms,
    });
    new DeploySteps(this, 'Deploy', {
      ...this.common,
      clusterName: spec.clusterName,
      steps: props.deploy,
      hosts: this.hosts,
      protectsData: props.protectData,
      topics: declaredTopics(spec),
      inventory: (options) => this.listHosts(options),
    });
    // At synth, as SSH is let in after the cluster is made; cdktf's validations would show a stack trace.
    Aspects.of(this).add({ visit: (node) => node === this && this.judgeWhole(props) });
  }

  /**
   * A cluster that another stack made, for one that only uses it: where its brokers are, and rules
   * that let somebody in. Nothing of the cluster itself is changed.
   *
   * @param inventory that stack's output `inventory`, as JSON
   * @throws SpecError with all that is wrong with it
   */
  static fromInventory(scope: Construct, id: string, inventory: Inventory): ImportedCluster {
    return new ImportedCluster(scope, id, inventory);
  }

  /** Where the hosts stand: its VPC and, by rack, its subnets. */
  get network(): Pick<ClusterNetwork, 'vpcId' | 'subnets'> {
    return this.common.network;
  }

  /** The security groups, by the role of their members: for rules of your own. */
  get securityGroupIds(): { readonly brokers: string; readonly zookeepers: string } {
    const { brokers, zookeepers } = this.common.firewall;
    return { brokers: brokers.id, zookeepers: zookeepers.id };
  }

  /** What the tools need to know of the cluster; nothing in it is secret. */
  get inventory(): Inventory {
    return this.listHosts({ withInstances: true });
  }

  /** Lets operators and deploys in, by SSH, to every host. */
  allowSshFrom(name: string, peer: Peer): void {
    this.common.firewall.allowSshFrom(name, peer);
  }

  /**
   * Lets every host out, besides to each other and to what the network says: to a proxy, a mirror, an
   * agent's server.
   *
   * @param name what it is: names the rules, unique among these calls
   * @param port one TCP port
   */
  allowOutTo(name: string, peer: Peer, port: number): void {
    this.common.firewall.allowOutTo(name, peer, port);
  }

  protected letIn(caller: CallerId, name: string, peer: Peer): void {
    this.common.firewall.letIn(caller, name, peer);
  }

  private warn(warnings: readonly Problem[]): void {
    for (const warning of warnings) Annotations.of(this).addWarning(formatProblem(warning));
  }

  /** What only the whole app shows. */
  private judgeWhole(props: ResolvedProps): void {
    this.requireWayForSteps(props);
    const shut = shutWays(props, (port) => this.common.firewall.allowsOutTo(port));
    if (shut.length > 0) throw new SpecError(shut);
    this.warn(nameShared(this, props.spec.clusterName));
  }

  /** The steps of a deploy go over SSH: found before terraform waits for a gate in vain. */
  private requireWayForSteps({ deploy }: ResolvedProps): void {
    const { gates, converge, verify } = deploy;
    if (this.common.firewall.allowsSsh || !(gates || converge || verify)) return;
    throw new SpecError([
      {
        path: 'deploy',
        rule: 'have a way to the hosts for its steps, and nobody is let in by SSH',
        remedy:
          'Call `allowSshFrom` with where terraform runs, or turn off `gates`, `converge` and `verify`',
      },
    ]);
  }

  private listHosts({ withInstances }: { readonly withInstances: boolean }): Inventory {
    const { props, region, bucket, network, secretsKey } = this.common;
    const subnets = Object.entries(network.subnets).map(([rack, { id }]) => [rack, id] as const);
    return {
      version: 1,
      spec: props.spec,
      region,
      bucket: bucket.bucket,
      ...(secretsKey.isThere && { secretsKeyArn: secretsKey.arn }),
      hosts: this.hosts.map((host) => host.inventory({ withInstance: withInstances })),
      ...(withInstances && {
        network: { vpcId: network.vpcId, subnets: Object.fromEntries(subnets) },
        securityGroupIds: this.securityGroupIds,
      }),
    };
  }

  private createCommonParts(props: ResolvedProps): CommonParts {
    const { clusterName, domain, kafkaVersion, brokerLogs } = this.topology.spec;
    const labels: Labels = { clusterName, tags: props.tags };
    const region = new DataAwsRegion(this, 'Region').id;
    const { partition, dnsSuffix } = new DataAwsPartition(this, 'Partition');
    const { accountId: id, arn: callerArn } = new DataAwsCallerIdentity(this, 'Caller');
    const account = { partition, id };
    const place = { account, region, dnsSuffix, clusterName };
    const kmsKeyArn =
      props.kmsKeyArn ??
      new ClusterKey(this, 'Key', {
        ...{ labels, purpose: KEY_PURPOSES.data },
        isProtected: props.protectData,
        furtherUsers: brokerLogs?.kind === 'cloudwatch' ? [encryptingLogs(place)] : [],
      }).arn;
    const logDays = brokerLogs?.kind === 's3' ? brokerLogs.days : undefined;
    const bucket = this.createBucket(props, {
      ...{ labels, region, kmsKeyArn, account, callerArn, logDays },
    });
    const logGroup =
      brokerLogs?.kind === 'cloudwatch'
        ? new BrokerLogGroup(this, 'Logs', { labels, place, kmsKeyArn, days: brokerLogs.days })
        : undefined;
    const network = this.createNetwork(props, {
      ...{ labels, account, bucketArn: bucket.arn, hasLogs: logDays !== undefined },
    });
    const { vpcId } = network;
    const { ports } = this.topology.hosts[0]!;
    const doors = doorsOf(this.topology);
    const file = props.kafkaArchive ?? cachedArchive(kafkaVersion);
    return {
      ...{ props, labels, topology: this.topology, region, network, kmsKeyArn, bucket, logGroup },
      alertFacts: alertFacts(this.topology),
      secretsKey: this.createSecretsKey(props, labels),
      dnsSuffix,
      firewall: new Firewall(this, 'Firewall', { labels, network, ports, doors }),
      archive: new ArchiveObject(this, 'Archive', { clusterName, bucket, kmsKeyArn, file }),
      dns: new HostDns(this, 'Names', { labels, domain, vpcId, zoneId: props.zoneId }),
      images: new MachineImages(this, props.image, partition),
      placementGroup: this.createPlacementGroup(props, labels),
    };
  }

  /** Of its own, since the hosts may use the other one. */
  private createSecretsKey({ protectData }: ResolvedProps, labels: Labels): ClusterKey {
    const isThere = this.topology.spec.security.kind === 'tls';
    return new ClusterKey(this, 'SecretsKey', {
      ...{ labels, purpose: KEY_PURPOSES.secrets, isThere },
      isProtected: protectData && isThere,
    });
  }

  private createBucket(
    { deployers, iam }: ResolvedProps,
    parts: Omit<ClusterBucketProps, 'deployers' | 'hostRoleArns'> & Pick<CommonParts, 'region'>,
  ): ClusterBucket {
    const { partition, id } = parts.account;
    // By their names: the roles' own ARNs would be unknown in the plan of a new host.
    const roles = this.topology.hosts.map(({ name: hostName }) => [
      hostName,
      `arn:${partition}:iam::${id}:role${iam.path ?? '/'}${hostRoleName({ ...parts, hostName })}`,
    ]);
    return new ClusterBucket(this, 'Bucket', {
      ...{ ...parts, deployers },
      hostRoleArns: Object.fromEntries(roles) as Readonly<Record<string, string>>,
    });
  }

  private createNetwork(
    { network }: ResolvedProps,
    parts: Pick<OwnNetworkProps, 'labels' | 'account' | 'bucketArn' | 'hasLogs'>,
  ): ClusterNetwork {
    switch (network.kind) {
      case 'existing':
        return new ExistingNetwork(this, 'Network', network);
      case 'own':
        return new OwnNetwork(this, 'Network', { ...network, ...parts });
    }
  }

  private createPlacementGroup({ placement }: ResolvedProps, labels: Labels): string | undefined {
    if (placement === 'none') return undefined;
    return new PlacementGroup(this, 'Placement', {
      name: partName(labels, placement),
      strategy: placement,
      ...(placement === 'partition' && { partitionCount: 7 }),
      tags: partTags(labels, placement),
    }).name;
  }
}

/** `broker-1` as `Broker1`: the ids of constructs are addresses in terraform's state. */
function pascalCase(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
