import type { Inventory, InventoryHost } from '../../cluster/inventory/inventory';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { productionTopology } from '../../test/support/production-topology';
import { validSpec } from './spec-builder';

/** The inventory of a spec; its hosts are at 127.0.0.1, 127.0.0.2 … */
export function inventoryOf(
  spec: KafkaClusterSpec = validSpec(),
  changes: Partial<InventoryHost> = {},
): Inventory {
  return {
    version: 1,
    spec,
    region: 'eu-west-1',
    bucket: 'logs-files',
    hosts: productionTopology(spec).hosts.map(({ name }, index) => ({
      name,
      address: `127.0.0.${index + 1}`,
      sshUser: 'root',
      instanceId: `i-${index + 1}`,
      terraformAddress: `aws_instance.${name}`,
      keyPrefix: `${spec.clusterName}/${name}`,
      disks: [],
      ...changes,
    })),
  };
}
