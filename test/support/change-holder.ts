import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Topology } from '../../cluster/topology';
import { withClusterChange } from '../../scripts/changing/with-cluster-change';
import { directReach } from '../../scripts/cluster-access/reach';

/**
 * A command that changes a cluster, as a process of its own: `change-holder.ts TOPOLOGY LOG NAME`. Stops
 * something over and over, each time after it has confirmed that it may, and writes to LOG that it did.
 */
async function main([topologyFile, log, name]: readonly string[]): Promise<void> {
  const topology = JSON.parse(readFileSync(topologyFile!, 'utf8')) as Topology;
  const { signal } = new AbortController();
  const options = { command: name!, signal };
  await withClusterChange({ topology, reach: directReach }, options, async (change) => {
    for (;;) {
      await change.confirm();
      appendFileSync(log!, `${name}\n`);
      await sleep(20, undefined, { signal: change.signal }).catch(() =>
        change.signal.throwIfAborted(),
      );
    }
  });
}

main(process.argv.slice(2)).catch((error: Error & { exitCode?: number }) => {
  console.error(error.message);
  process.exitCode = error.exitCode ?? 2;
});
