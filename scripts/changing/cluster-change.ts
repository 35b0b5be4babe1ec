import type { Topology } from '../../cluster/topology';
import type { Reach } from '../cluster-access/reach';
import type { ChangeStep } from './change-record';

/** A cluster that is changed, and the way to it. */
export interface ChangedCluster {
  readonly topology: Topology;
  readonly reach: Reach;
}

/** A change of a live cluster that is under way: nobody else changes it meanwhile. */
export interface ClusterChange {
  /** Of this run, for those that it starts as its steps. */
  readonly id: string;
  /** Aborted when the caller's is, or when the lock was lost. */
  readonly signal: AbortSignal;
  /**
   * To be asked right before anything that can't be taken back: whether the lock is still ours.
   *
   * @throws LockLostError
   */
  confirm(): Promise<void>;
  /** Does one step, and records that it was done, when, for how long, and whether it failed. */
  step<T>(step: StepToDo, work: (told: StepFacts) => Promise<T>): Promise<T>;
}

export type StepToDo = Pick<ChangeStep, 'host' | 'what' | 'why'>;

/** What becomes known of a step while it is done. */
export interface StepFacts {
  /** The longest time that any partition took no writes. */
  pauseMs?: number;
}
