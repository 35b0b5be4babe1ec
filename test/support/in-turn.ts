import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Does what several suites need and one is to make, such as an image in the user's cache: whoever comes
 * meanwhile waits. Elsewhere than on Linux nobody waits, and two that are made at once must do no harm.
 *
 * @param name of what is made, the same for all
 */
export async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (process.platform !== 'linux') return await work();
  for (;;) {
    const turn = await listen(`\0cdktf-kafka-${name}`);
    if (turn) return await work().finally(() => turn.close());
    await sleep(100);
  }
}

/** The kernel lets one process listen under a name, and takes it back however that process ends. */
async function listen(path: string): Promise<Server | undefined> {
  const server = createServer().listen(path);
  return await once(server, 'listening').then(
    () => server,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') throw error;
      return undefined;
    },
  );
}
