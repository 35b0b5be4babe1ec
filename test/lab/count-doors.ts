import { readFileSync } from 'node:fs';
import type { Inventory } from '../../cluster/inventory/inventory';
import { inventoryTopology } from '../../cluster/inventory/parse-inventory';
import type { ProcessName } from '../../cluster/processes/processes';
import { answeredDoors, callAs } from '../support/members-doors';

// Prints at how many ports of members somebody is answered who shows these keys, in the network that it runs in:
// count-doors.ts INVENTORY KEYS
const [inventory, keys] = process.argv
  .slice(2)
  .map((file): unknown => JSON.parse(readFileSync(file, 'utf8'))) as [
  Inventory,
  Readonly<Record<ProcessName, string>>,
];

const { hosts, ...topology } = inventoryTopology(inventory);
// In the network of a host nobody answers for names.
const byAddress = hosts.map((host, index) => ({ ...host, ...addressOf(index) }));

void answeredDoors({ ...topology, hosts: byAddress }, (port, of) =>
  callAs({ identity: keys[of] }, port),
).then((doors) => console.log(JSON.stringify(doors)));

function addressOf(index: number): { readonly address: string } {
  return { address: inventory.hosts[index]!.address };
}
