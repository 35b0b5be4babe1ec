import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../cluster/errors';
import type { Coordination } from '../coordination/coordination';
import { describeHolder, parseHolder, type LockHolder } from './lock-holder';

/** The entry that whoever changes the cluster owns. */
export const LOCK_PATH = '/cdktf-kafka/lock';

/** Of sysexits.h: fails now, may well succeed later. */
const EXIT_TRY_AGAIN = 75;
const PAUSE_MS = 500;

/** Somebody else changes the cluster. */
export class LockHeldError extends UserError {
  override readonly name = 'LockHeldError';
  override readonly exitCode = EXIT_TRY_AGAIN;

  constructor(clusterName: string, holder: string) {
    super(
      `${clusterName}: must be changed by one command at a time, got ${holder}. ` +
        'Wait for its end, or let this command wait: --wait-for-lock SECONDS. Nothing was changed.',
    );
  }
}

/** We no longer are who may change the cluster. */
export class LockLostError extends UserError {
  override readonly name = 'LockLostError';
  override readonly exitCode = 1;

  constructor(reason: string, options?: ErrorOptions) {
    super(
      `The lock on the cluster was lost, and another command may change it now: ${reason} Nothing further is stopped.`,
      options,
    );
  }
}

export interface LockWait {
  readonly clusterName: string;
  /** The id of the run that this one is a step of: while that one holds the lock, this one may go on. */
  readonly within?: string | undefined;
  /** How long one waits for whoever holds the lock. */
  readonly waitMs: number;
  readonly signal: AbortSignal;
  readonly onProgress?: ((text: string) => void) | undefined;
}

/**
 * Takes the lock, which is ours until the session of the coordination ends.
 *
 * @throws LockHeldError where somebody else holds it for longer than we wait
 */
export async function takeLock(
  coordination: Coordination,
  { holder, ...wait }: LockWait & { readonly holder: LockHolder },
): Promise<void> {
  const claim = JSON.stringify(holder);
  const isOurs = async () =>
    (await coordination.create(LOCK_PATH, claim, { owned: true })) ||
    (await isHeldBy(wait.within, coordination));
  await waitUntil(isOurs, coordination, wait);
}

/**
 * Waits until nobody holds the lock, for a step that must not begin while a command changes the cluster.
 *
 * @throws LockHeldError where somebody holds it for longer than we wait
 */
export async function waitForNobody(coordination: Coordination, wait: LockWait): Promise<void> {
  await coordination.sync();
  const isFree = async () =>
    (await readHolder(coordination)) === undefined || (await isHeldBy(wait.within, coordination));
  await waitUntil(isFree, coordination, wait);
}

async function waitUntil(
  holds: () => Promise<boolean>,
  coordination: Coordination,
  { clusterName, waitMs, signal, onProgress }: LockWait,
): Promise<void> {
  const end = performance.now() + waitMs;
  let told = '';
  for (;;) {
    signal.throwIfAborted();
    if (await holds()) return;
    const other = await readHolder(coordination);
    if (other === undefined) continue;
    if (performance.now() >= end) throw new LockHeldError(clusterName, other);
    if (other !== told) onProgress?.(`waiting for the lock of ${clusterName}: ${other}`);
    told = other;
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

async function isHeldBy(run: string | undefined, coordination: Coordination): Promise<boolean> {
  const entry = run === undefined ? undefined : await coordination.read(LOCK_PATH);
  return entry !== undefined && parseHolder(entry.data)?.id === run;
}

/** In words; undefined where nobody holds the lock. */
export async function readHolder(coordination: Coordination): Promise<string | undefined> {
  const entry = await coordination.read(LOCK_PATH);
  if (!entry) return undefined;
  const holder = parseHolder(entry.data);
  return holder ? describeHolder(holder) : `somebody, since ${entry.createdAt.toISOString()}`;
}

/**
 * Asks whether the lock is ours, or that of the run that this one is a step of, so that the answer holds for at least half of the session from now on:
 * this process may have been frozen while it waited for one, or its machine have slept.
 *
 * @throws LockLostError where it is not, or nobody says so
 */
export async function confirmLock(coordination: Coordination, within?: string): Promise<void> {
  for (;;) {
    const asked = [performance.now(), Date.now()] as const;
    const isOurs = await coordination
      .sync()
      .then(() => coordination.read(LOCK_PATH))
      .then(
        async (entry) =>
          entry?.owner === coordination.session || (await isHeldBy(within, coordination)),
      )
      .catch((error: unknown) => {
        if (!(error instanceof Error)) throw error;
        throw new LockLostError(error.message, { cause: error });
      });
    if (!isOurs) throw new LockLostError('its entry is not of this session.');
    const took = Math.max(performance.now() - asked[0], Date.now() - asked[1]);
    if (took < coordination.sessionMs / 2) return;
  }
}
