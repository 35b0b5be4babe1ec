import { readFileSync } from 'node:fs';
import type { Inventory } from '../../cluster/inventory/inventory';
import type { Topology } from '../../cluster/topology';
import { directReach } from '../../scripts/cluster-access/reach';
import { converge } from '../../scripts/commands/converge';
import { readClusterState } from '../../scripts/health/cluster/read-cluster-state';
import { waitForGate } from '../../scripts/health/gate/wait-for-gate';
import { openSshShells, type SshShellsOptions } from '../../scripts/hosts/ssh-shells';
import { STAYS_AS_IT_IS } from './stays-as-it-is';

/** What a process of its own needs to converge a local cluster over SSH. */
export interface ConvergeChildTask {
  readonly topology: Topology;
  readonly inventory: Inventory;
  readonly ssh: SshShellsOptions;
  readonly only: readonly string[];
}

/** `converge`, as a process of its own that may be killed: `converge-child.ts TASK`. */
async function main([task]: readonly string[]): Promise<void> {
  const { topology, inventory, ssh, only } = JSON.parse(
    readFileSync(task!, 'utf8'),
  ) as ConvergeChildTask;
  const { signal } = new AbortController();
  const shells = openSshShells(ssh);
  const look = () => readClusterState({ topology, reach: directReach, signal });
  const cluster = {
    ...{ topology, inventory, shells, look, reach: directReach },
    ...STAYS_AS_IT_IS,
    gate: (options: Partial<Parameters<typeof waitForGate>[0]>) =>
      waitForGate({ ...options, topology, look, signal, looks: 2, pauseMs: 500 }),
  };
  const options = { inventory: '-', yes: true, wait: 600, waitForLock: 600, only, signal } as const;
  process.exitCode = await converge(cluster, options).finally(() => shells.close());
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
