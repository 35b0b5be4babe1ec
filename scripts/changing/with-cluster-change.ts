import { formatProblem, UserError } from '../../cluster/errors';
import { AccessError } from '../cluster-access/access-error';
import type { Coordination } from '../coordination/coordination';
import { openCoordination } from '../coordination/open-coordination';
import { writeRecord } from './change-history';
import { confirmLock, LockLostError, takeLock } from './change-lock';
import type { ChangeEnd, ChangeRecord } from './change-record';
import { ChangeRecorder } from './change-recorder';
import type { ChangedCluster, ClusterChange } from './cluster-change';
import { thisHolder, type LockHolder } from './lock-holder';

/** What a command says of the change that it is about to do. */
export interface ChangeOptions extends LockOptions {
  /** For whoever finds the lock taken, and for the record: `restart broker-1`. */
  readonly command: string;
  /** Why, one line each, for the record. */
  readonly why?: readonly string[];
  readonly signal: AbortSignal;
  readonly onProgress?: (text: string) => void;
}

/** What whoever runs a command says of the lock. */
export interface LockOptions {
  /** How long to wait for whoever else changes the cluster. @default 0 */
  readonly waitForLockMs?: number;
  /** The id of the run that this one is a step of, and that holds the lock for it. @default - none */
  readonly within?: string | undefined;
  /** Go on where nobody gives a lock, as long as that is so. @default false */
  readonly withoutLock?: boolean;
}

/**
 * Changes a live cluster, so that nobody else does so meanwhile, and records what was done.
 *
 * @throws LockHeldError where somebody else changes it for longer than we wait; nothing was done then
 * @throws UserError where nobody gives a lock, unless it is to be done without
 */
export async function withClusterChange<T>(
  cluster: ChangedCluster,
  options: ChangeOptions,
  work: (change: ClusterChange) => Promise<T>,
): Promise<T> {
  const lock = new HeldLock(cluster, options);
  try {
    await lock.take();
    const recorder = new ChangeRecorder(lock.holder, options.why ?? [], (record) =>
      lock.write(record),
    );
    const change: ClusterChange = {
      id: lock.holder.id,
      signal: lock.signal,
      confirm: () => lock.confirm(),
      step: (step, work) => recorder.step(step, work),
    };
    try {
      const result = await work(change);
      await end(recorder, options, { at: now(), result: 'done' });
      return result;
    } catch (error) {
      const result = options.signal.aborted ? 'interrupted' : 'failed';
      const message = error instanceof Error ? error.message : String(error);
      await end(recorder, options, { at: now(), result, error: message });
      throw error;
    }
  } finally {
    await lock.release();
  }
}

const now = () => new Date().toISOString();

/** A change that was done is done, whether or not that can be written down. */
async function end(
  recorder: ChangeRecorder,
  { onProgress }: ChangeOptions,
  how: ChangeEnd,
): Promise<void> {
  await recorder.end(how).catch((error: unknown) => {
    if (!(error instanceof AccessError || error instanceof UserError)) throw error;
    onProgress?.(`What was done could not be recorded. ${error.message}`);
  });
}

/** The lock while a command has it, and, where that was asked for, while nobody gives one. */
class HeldLock {
  readonly holder: LockHolder;
  readonly #aborter = new AbortController();
  readonly signal: AbortSignal;
  #coordination: Coordination | undefined;

  constructor(
    private readonly cluster: ChangedCluster,
    private readonly options: ChangeOptions,
  ) {
    this.holder = thisHolder(options.command);
    this.signal = AbortSignal.any([options.signal, this.#aborter.signal]);
  }

  async take(): Promise<void> {
    const { withoutLock, onProgress } = this.options;
    try {
      await this.#open();
    } catch (error) {
      if (!(error instanceof AccessError)) throw error;
      if (!withoutLock) throw new UserError(noLock(error), { cause: error });
      onProgress?.(`Going on without the lock: ${error.message}`);
    }
  }

  async confirm(): Promise<void> {
    this.signal.throwIfAborted();
    if (this.#coordination) {
      await confirmLock(this.#coordination, this.options.within);
      this.signal.throwIfAborted();
    } else await this.take();
  }

  async write(record: ChangeRecord): Promise<void> {
    // A session that was lost writes no more; what was done till then is written in another one.
    if (this.#coordination && !this.#coordination.lost.aborted)
      return await writeRecord(this.#coordination, record);
    const coordination = await openCoordination({ ...this.cluster, limitMs: LATE_LIMIT_MS });
    await writeRecord(coordination, record).finally(() => coordination.close());
  }

  async release(): Promise<void> {
    await this.#coordination?.close();
  }

  async #open(): Promise<void> {
    const { options, holder } = this;
    const coordination = await openCoordination({ ...this.cluster, signal: options.signal });
    try {
      const { clusterName } = this.cluster.topology.spec;
      const { signal, onProgress, within, waitForLockMs: waitMs = 0 } = options;
      await takeLock(coordination, { clusterName, holder, within, waitMs, signal, onProgress });
    } catch (error) {
      await coordination.close();
      throw error;
    }
    this.#coordination = coordination;
    coordination.lost.addEventListener('abort', () => {
      const reason = coordination.lost.reason as Error;
      this.#aborter.abort(new LockLostError(reason.message, { cause: reason }));
    });
  }
}

/** To write down what was done before the lock was lost. */
const LATE_LIMIT_MS = 5_000;

function noLock({ problem }: AccessError): string {
  return formatProblem({
    ...problem,
    rule: `${problem.rule}, to lock the cluster`,
    remedy: `${problem.remedy}. To mend ZooKeeper itself, make sure that nobody else works on the cluster, and give --without-lock`,
  });
}
