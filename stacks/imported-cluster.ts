import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';
import { SpecError, type Problem } from '../cluster/errors';
import type { Inventory, InventorySecurityGroups } from '../cluster/inventory';
import { inventoryProblems, inventoryTopology } from '../cluster/parse-inventory';
import { bootstrapServers, zookeeperConnect, type Topology } from '../cluster/topology';
import { plainData } from '../cluster/validation/plain-data';
import { Guests } from './guests';
import { partTags } from './labels';
import type { Peer } from './peer';
import { isKnownLater, tokensIn } from './validation/known-later';

/** A cluster that another stack made; {@link KafkaCluster.fromInventory} makes it. */
export class ImportedCluster extends Construct {
  /** The hosts, their roles, names and ports. */
  readonly topology: Topology;
  readonly inventory: Inventory;
  private readonly guests = new Guests();

  constructor(scope: Construct, id: string, given: Inventory) {
    super(scope, id);
    this.inventory = soundInventory(given);
    this.topology = inventoryTopology(this.inventory);
  }

  /** `host:port,…` for clients. */
  get bootstrapServers(): string {
    return bootstrapServers(this.topology);
  }

  /** `host:port,…/chroot`: only for tools that must; clients of Kafka don't talk to ZooKeeper. */
  get zookeeperConnect(): string {
    return zookeeperConnect(this.topology);
  }

  /** Where the hosts stand; undefined where an older release deployed the cluster. */
  get network(): Inventory['network'] {
    return this.inventory.network;
  }

  /** By the role of their members; undefined where an older release deployed the cluster. */
  get securityGroupIds(): Inventory['securityGroupIds'] {
    return this.inventory.securityGroupIds;
  }

  /**
   * Lets producers and consumers in, to the brokers' CLIENT listener. AWS takes a rule once: what the
   * cluster's own stack lets in needs no other.
   *
   * @param name who they are: names the rule, unique among the clients of this stack
   * @throws SpecError with all that is wrong with who they are
   */
  allowClientsFrom(name: string, peer: Peer): void {
    const { brokers } = this.requireGroups(`allowClientsFrom('${name}')`);
    const { peer: from } = this.guests.letIn('allowClientsFrom', name, peer);
    const { client } = this.topology.hosts[0]!.ports;
    this.open(`Clients-${name}`, { brokers, port: client, from, who: `Kafka clients: ${name}` });
  }

  /** Lets Prometheus in, to the brokers' metrics. @throws SpecError likewise */
  allowMetricsFrom(name: string, peer: Peer): void {
    const { brokers } = this.requireGroups(`allowMetricsFrom('${name}')`);
    const { peer: from } = this.guests.letIn('allowMetricsFrom', name, peer);
    const { metrics } = this.topology.hosts[0]!.ports;
    this.open(`Metrics-${name}`, { brokers, port: metrics, from, who: `Metrics: ${name}` });
  }

  private open(id: string, { brokers, port, from, who }: Opening): void {
    const { clusterName } = this.topology.spec;
    new VpcSecurityGroupIngressRule(this, id, {
      securityGroupId: brokers,
      ...{ ipProtocol: 'tcp', fromPort: port, toPort: port, ...from },
      description: who,
      tags: partTags({ clusterName, tags: {} }, id.toLowerCase()),
    });
  }

  private requireGroups(path: string): InventorySecurityGroups {
    if (this.inventory.securityGroupIds) return this.inventory.securityGroupIds;
    throw new SpecError([
      {
        path,
        rule: 'know the security groups of the cluster, and the inventory names none',
        remedy: 'Deploy the cluster with this release, and take its output `inventory` anew',
      },
    ]);
  }
}

interface Opening {
  readonly brokers: string;
  readonly port: number;
  readonly from: Peer;
  readonly who: string;
}

function soundInventory(given: unknown): Inventory {
  const inventory = plainData(given, isKnownLater);
  const tokens = tokensIn(inventory);
  const problems = tokens.length > 0 ? tokens : inventoryProblems(inventory);
  if (problems.length > 0) throw new SpecError(problems.map(ofInventory));
  return inventory as Inventory;
}

/** Names the inventory once, also where it is wrong as a whole. */
function ofInventory(problem: Problem): Problem {
  const isWhole = /^(inventory|spec)$/.test(problem.path) && problem.rule === 'be an object';
  return { ...problem, path: isWhole ? 'inventory' : `inventory.${problem.path}` };
}
