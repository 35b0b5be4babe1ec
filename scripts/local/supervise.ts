import { once } from 'node:events';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { withInterrupts } from '../system/interrupts';
import { formatEvent } from './events';
import { startLocalCluster } from './start-local-cluster';

/** What the supervisor in the background tells the command that started it. */
export type SupervisorMessage =
  { readonly kind: 'started' } | { readonly kind: 'refused'; readonly message: string };

/** What that command tells the supervisor: that it may go on without it. */
export const STAY = 'stay';

/**
 * Looks after a cluster until it is told to stop by SIGTERM. Started by `local up` with a channel to
 * it; where that command ends before it has said {@link STAY}, the cluster ends as well.
 * What happens is printed, with its time.
 */
export async function supervise(spec: KafkaClusterSpec, folder: string): Promise<void> {
  const say = (text: string) => console.log(`${new Date().toISOString()} ${text}`);
  const tell = (message: SupervisorMessage) => process.send?.(message);
  await withInterrupts(async (signal) => {
    const deserted = new AbortController();
    const onDisconnect = () => deserted.abort(new Error('deserted'));
    process.once('disconnect', onDisconnect);
    process.once('message', () => process.off('disconnect', onDisconnect));
    const end = AbortSignal.any([signal, deserted.signal]);
    const cluster = await startLocalCluster({
      spec,
      folder,
      signal: end,
      onEvent: (event) => say(formatEvent(event)),
    }).catch((error: unknown) => {
      tell({ kind: 'refused', message: (error as Error).message });
      throw error;
    });
    try {
      tell({ kind: 'started' });
      if (!end.aborted) await once(end, 'abort');
    } finally {
      say(`stopping: ${(end.reason as Error).message}`);
      await cluster.stop();
      say('stopped');
    }
  }).finally(() => {
    // An open channel would keep this process alive.
    if (process.connected) process.disconnect();
  });
}
