import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { withInterrupts } from '../system/interrupts';
import { runs, type ProcessId } from '../system/process-id';
import { runStages, type Stage } from '../terminal/run-stages';
import { print } from '../terminal/print';
import { findCluster } from './cluster-folders';
import { isSupervised, killLeftovers } from './cluster-record';

const POLL_MS = 50;

/**
 * Stops a local cluster, and removes its data where that is asked for.
 *
 * @throws UserError where there is none of this name
 */
export async function downLocal(
  name: string | undefined,
  options: { readonly deleteData: boolean },
): Promise<void> {
  const { name: found, folder, record } = findCluster(name);
  await withInterrupts(async (signal) => {
    const stop: Stage = {
      title: `Stop '${found}'`,
      run: async () => {
        const { supervisor } = record;
        if (!supervisor || !isSupervised(record)) {
          killLeftovers(record);
          return 'it was not running';
        }
        process.kill(supervisor.pid, 'SIGTERM');
        await untilGone(supervisor, signal);
        return 'nothing is left running';
      },
    };
    await runStages([stop]);
  });
  if (options.deleteData) rmSync(folder, { recursive: true });
  print(options.deleteData ? `${folder} is deleted.` : `Its data stays in ${folder}`);
}

/** Interrupted, it asks once more, upon which the supervisor kills instead of stopping in order. */
async function untilGone(supervisor: ProcessId, signal: AbortSignal): Promise<void> {
  const hurry = () => process.kill(supervisor.pid, 'SIGTERM');
  signal.addEventListener('abort', hurry, { once: true });
  while (runs(supervisor)) await sleep(POLL_MS);
  signal.removeEventListener('abort', hurry);
}
