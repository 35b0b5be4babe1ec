import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';
import { SpecError, type Problem } from '../cluster/errors';
import type { Inventory, InventorySecurityGroups } from '../cluster/inventory/inventory';
import { inventoryProblems, inventoryTopology } from '../cluster/inventory/parse-inventory';
import {
  bootstrapServers,
  brokerHosts,
  zookeeperConnect,
  type BrokerHost,
  type Topology,
} from '../cluster/topology';
import { plainData } from '../cluster/checks/plain-data';
import { admit, type CallerId } from './callers';
import { AllowedPeers } from './allowed-peers';
import { partTags } from './labels';
import type { Peer } from './peer';
import { isKnownLater, tokensIn } from './validation/known-later';

/** A cluster that another stack made; {@link KafkaCluster.fromInventory} makes it. */
export class ImportedCluster extends Construct {
  /** The hosts, their roles, names and ports. */
  readonly topology: Topology;
  readonly inventory: Inventory;
  private readonly guests = new AllowedPeers();

  constructor(scope: Construct, id: string, given: Inventory) {
    super(scope, id);
    this.inventory = soundInventory(given);
    this.topology = inventoryTopology(this.inventory);
  }

  /** `host:port,…` for clients. */
  get bootstrapServers(): string {
    return bootstrapServers(this.topology);
  }

  /** `host:port,…` for clients that know the brokers by other names; undefined without EXTERNAL. */
  get externalBootstrapServers(): string | undefined {
    return bootstrapServers(this.topology, 'external') || undefined;
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
    this.letIn('client', name, peer);
  }

  /** Lets clients in that know the brokers by their external names. @throws SpecError likewise */
  allowExternalClientsFrom(name: string, peer: Peer): void {
    this.letIn('external', name, peer);
  }

  /** Lets Prometheus in, to the brokers' metrics. @throws SpecError likewise */
  allowMetricsFrom(name: string, peer: Peer): void {
    this.letIn('metrics', name, peer);
  }

  private letIn(caller: CallerId, name: string, peer: Peer): void {
    const { clusterName } = this.topology.spec;
    const [{ broker, ports }] = brokerHosts(this.topology) as [BrokerHost];
    const doors = { ports, listeners: broker.listeners };
    const { id, path, port, from, description } = admit(caller, doors, this.guests, { name, peer });
    new VpcSecurityGroupIngressRule(this, id, {
      securityGroupId: this.requireGroups(path).brokers,
      ...{ ipProtocol: 'tcp', fromPort: port, toPort: port, ...from },
      description,
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
