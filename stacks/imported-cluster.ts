import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type { Construct } from 'constructs';
import { SpecError, type Problem } from '../cluster/errors';
import type { Inventory, InventorySecurityGroups } from '../cluster/inventory/inventory';
import { inventoryProblems, inventoryTopology } from '../cluster/inventory/parse-inventory';
import type { Topology } from '../cluster/topology';
import { plainData } from '../cluster/checks/plain-data';
import { admit, type CallerId } from './callers';
import { AllowedPeers } from './allowed-peers';
import { doorsOf } from './doors';
import { partTags } from './labels';
import type { Peer } from './peer';
import { ReachableCluster } from './reachable-cluster';
import { isKnownLater, tokensIn } from './validation/known-later';

/**
 * A cluster that another stack made; {@link KafkaCluster.fromInventory} makes it. AWS takes a rule
 * once: whom the cluster's own stack lets in needs no other.
 */
export class ImportedCluster extends ReachableCluster {
  readonly topology: Topology;
  readonly inventory: Inventory;
  private readonly guests = new AllowedPeers();

  constructor(scope: Construct, id: string, given: Inventory) {
    super(scope, id);
    this.inventory = soundInventory(given);
    this.topology = inventoryTopology(this.inventory);
  }

  /** Where the hosts stand; undefined where an older release deployed the cluster. */
  get network(): Inventory['network'] {
    return this.inventory.network;
  }

  /** By the role of their members; undefined where an older release deployed the cluster. */
  get securityGroupIds(): Inventory['securityGroupIds'] {
    return this.inventory.securityGroupIds;
  }

  protected letIn(caller: CallerId, name: string, peer: Peer): void {
    const { clusterName } = this.topology.spec;
    const doors = doorsOf(this.topology);
    const { path, from, description, ways } = admit(caller, doors, this.guests, { name, peer });
    for (const { id, door, into } of ways.filter((way) => way.door.isOpen)) {
      new VpcSecurityGroupIngressRule(this, id, {
        securityGroupId: this.requireGroups(path)[into],
        ...{ ipProtocol: 'tcp', fromPort: door.port, toPort: door.port, ...from },
        description,
        tags: partTags({ clusterName, tags: {} }, id.toLowerCase()),
      });
    }
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
