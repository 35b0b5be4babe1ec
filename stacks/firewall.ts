import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';
import { admit, type CallerId } from './callers';
import type { Ports } from '../cluster/processes/ports';
import { AllowedPeers } from './allowed-peers';
import { ruleId, type Door, type Doors } from './doors';
import { partName, partTags, type Labels } from './labels';
import type { ClusterNetwork, Outbound } from './network';
import { Peer } from './peer';
import type { TerraformData } from './terraform-data';
import { waitFor } from './wait-for';

export interface FirewallProps {
  readonly labels: Labels;
  readonly network: Pick<ClusterNetwork, 'vpcId' | 'outbound'>;
  readonly ports: Ports;
  readonly doors: Doors;
}

/** The steps of a deploy between which ports are opened, and behind which they are closed. */
export interface RuleOrder {
  /** What may refuse the deploy. @default - nothing does */
  readonly after?: TerraformData | undefined;
  /** What brings the hosts to the ports of the spec. @default - it is done by hand */
  readonly before?: TerraformData | undefined;
}

/** A way into the members of a group. */
interface Opening {
  readonly into: SecurityGroup;
  readonly port: number;
  readonly from: Peer;
  readonly description: string;
}

const SSH = 22;

/**
 * Two security groups: of the hosts with a broker, and of those with a ZooKeeper member; a host with
 * both is in both. Members reach each other; everyone else is let in by name.
 * Each rule is a resource of its own, so that others can add theirs beside them.
 */
export class Firewall extends Construct {
  readonly brokers: SecurityGroup;
  readonly zookeepers: SecurityGroup;
  private readonly allowed: AllowedPeers;
  private sshIsOpen = false;
  private readonly doorRules: VpcSecurityGroupIngressRule[] = [];
  private order: RuleOrder = {};

  constructor(
    scope: Construct,
    id: string,
    private readonly props: FirewallProps,
  ) {
    super(scope, id);
    this.allowed = new AllowedPeers({
      allowOutTo: props.network.outbound.map(({ description, to, port }) => ({
        ...{ name: description, peer: to, port },
      })),
    });
    this.brokers = this.createGroup('Brokers', 'brokers', 'Hosts with a Kafka broker');
    this.zookeepers = this.createGroup('Zookeepers', 'zookeepers', 'Hosts with a ZooKeeper member');
    this.openInside();
    this.letOut('Brokers', this.brokers);
    this.letOut('Zookeepers', this.zookeepers);
  }

  /** Whether anyone was let in through SSH. */
  get allowsSsh(): boolean {
    return this.sshIsOpen;
  }

  /** Lets callers in. @throws SpecError with all that is wrong with who they are */
  letIn(caller: CallerId, name: string, peer: Peer): void {
    const { ways, ...way } = admit(caller, this.props.doors, this.allowed, { name, peer });
    for (const { id, door, into } of ways) this.openDoor(id, door, { into: this[into], ...way });
  }

  /**
   * Ports of running hosts are opened and closed in the order of a deploy: one that is refused or stops half-way
   * closes none that somebody may still use, and one that is refused opens none.
   */
  keepOrder(order: RuleOrder): void {
    this.order = order;
    for (const rule of this.doorRules) this.putInOrder(rule);
  }

  /** Lets operators and deploys in, by SSH, to every host. @throws SpecError likewise */
  allowSshFrom(name: string, peer: Peer): void {
    const { peer: from } = this.allowed.letIn('allowSshFrom', name, peer);
    const description = `SSH: ${name}`;
    this.open(`Ssh-${name}`, { into: this.brokers, port: SSH, from, description });
    this.open(`ZookeeperSsh-${name}`, { into: this.zookeepers, port: SSH, from, description });
    this.sshIsOpen = true;
  }

  /** Lets every host out to others. @throws SpecError likewise */
  allowOutTo(name: string, peer: Peer, port: number): void {
    const { peer: to } = this.allowed.letOut('allowOutTo', name, peer, port);
    const description = `Out: ${name}`;
    for (const [groupName, group] of Object.entries(this.groups)) {
      this.letOutTo(`${groupName}Out-${name}`, group, { port, to, description });
    }
  }

  /** Whether hosts may open connections to this port of anyone outside. */
  allowsOutTo(port: number): boolean {
    return this.allowed.named('allowOutTo').some((given) => given.port === port);
  }

  private get groups(): Readonly<Record<'Brokers' | 'Zookeepers', SecurityGroup>> {
    return { Brokers: this.brokers, Zookeepers: this.zookeepers };
  }

  private createGroup(id: string, part: string, description: string): SecurityGroup {
    const { labels, network } = this.props;
    return new SecurityGroup(this, id, {
      name: partName(labels, part),
      description: `${description} of ${labels.clusterName}`,
      vpcId: network.vpcId,
      tags: partTags(labels, part),
    });
  }

  private openInside(): void {
    const { ports, doors } = this.props;
    const { brokers, zookeepers } = this;
    const ofDoors = [
      ['Replication', brokers, brokers, doors.interBroker, 'Brokers to brokers'],
      ['Sessions', brokers, zookeepers, doors.zookeeper, 'Brokers to ZooKeeper'],
    ] as const;
    for (const [id, group, into, under, description] of ofDoors) {
      const from = Peer.securityGroup(group.id);
      for (const door of under) this.openDoor(ruleId(id, door), door, { into, from, description });
    }
    const inside = [
      ['Followers', ports.zookeeperPeer, 'ZooKeeper followers to their leader'],
      ['Elections', ports.zookeeperElection, 'ZooKeeper elections'],
    ] as const;
    for (const [id, port, description] of inside) {
      const from = Peer.securityGroup(zookeepers.id);
      this.open(id, { into: zookeepers, port, from, description });
    }
  }

  /**
   * One that is closed stays in the code, as no rule at all: terraform then knows by whom a rule that is there
   * was awaited, also in the deploy after one that stopped.
   */
  private openDoor(id: string, { port, isOpen }: Door, opening: Omit<Opening, 'port'>): void {
    const rule = this.open(id, { ...opening, port });
    // What goes is to go behind those that wait for it.
    rule.lifecycle = { createBeforeDestroy: true };
    if (!isOpen) rule.count = 0;
    this.doorRules.push(rule);
    this.putInOrder(rule);
  }

  private putInOrder(rule: VpcSecurityGroupIngressRule): void {
    const { after, before } = this.order;
    if (after) waitFor(rule, after);
    if (before) waitFor(before, rule);
  }

  private open(
    id: string,
    { into, port, from, description }: Opening,
  ): VpcSecurityGroupIngressRule {
    return new VpcSecurityGroupIngressRule(this, id, {
      securityGroupId: into.id,
      ...{ ipProtocol: 'tcp', fromPort: port, toPort: port, ...from },
      description,
      tags: partTags(this.props.labels, kebabCase(id)),
    });
  }

  /** To the members of both groups, and to what the network says. */
  private letOut(groupName: string, group: SecurityGroup): void {
    for (const [name, { id }] of Object.entries(this.groups)) {
      new VpcSecurityGroupEgressRule(this, `${groupName}To${name}`, {
        securityGroupId: group.id,
        ipProtocol: '-1',
        referencedSecurityGroupId: id,
        description: `To the ${name.toLowerCase()}`,
        tags: partTags(this.props.labels, kebabCase(`${groupName}To${name}`)),
      });
    }
    for (const way of this.props.network.outbound) {
      this.letOutTo(`${groupName}To${way.port}`, group, way);
    }
  }

  private letOutTo(id: string, group: SecurityGroup, { port, to, description }: Outbound): void {
    new VpcSecurityGroupEgressRule(this, id, {
      securityGroupId: group.id,
      ...{ ipProtocol: 'tcp', fromPort: port, toPort: port, ...to },
      description,
      tags: partTags(this.props.labels, kebabCase(id)),
    });
  }
}

/** `BrokersToZookeepers` as `brokers-to-zookeepers`. */
function kebabCase(id: string): string {
  return id.replace(/(?<=[a-z])[A-Z\d]/g, '-$&').toLowerCase();
}
