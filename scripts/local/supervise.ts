import { once } from 'node:events';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { withInterrupts } from '../system/interrupts';
import { formatEvent } from './events';
import { LocalShippers } from './local-shippers';
import { withShipper } from './shipper-of-spec';
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
 *
 * @param ship the folder that logs are sent from once it is let stay; undefined where none are
 */
export async function supervise(
  given: KafkaClusterSpec,
  folder: string,
  ship?: string,
): Promise<void> {
  const spec = ship === undefined ? given : withShipper(given);
  const say = (text: string) => console.log(`${new Date().toISOString()} ${text}`);
  const tell = (message: SupervisorMessage) => process.send?.(message);
  await withInterrupts(async (signal) => {
    const deserted = new AbortController();
    const onDisconnect = () => deserted.abort(new Error('deserted'));
    process.once('disconnect', onDisconnect);
    let shippers: Promise<LocalShippers> | undefined;
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
    process.once('message', () => {
      process.off('disconnect', onDisconnect);
      if (ship === undefined) return;
      // By now the command has brought the clients and topics.
      shippers = LocalShippers.start(cluster, ship, say);
      shippers.catch((error: unknown) => say(`nothing is sent: ${(error as Error).message}`));
    });
    try {
      tell({ kind: 'started' });
      if (!end.aborted) await once(end, 'abort');
    } finally {
      say(`stopping: ${(end.reason as Error).message}`);
      await shippers?.then(
        (each) => each.stop(),
        () => undefined,
      );
      await cluster.stop();
      say('stopped');
    }
  }).finally(() => {
    // An open channel would keep this process alive.
    if (process.connected) process.disconnect();
  });
}
