import type { Problem } from '../../../cluster/errors';
import type { Topology } from '../../../cluster/topology';
import type { ClusterState } from './cluster-state';

/**
 * A cluster to judge: what should be, and of what was seen as much as the judgement is about. Every
 * judgement is a pure function of it.
 */
export interface JudgedCluster<
  Part extends keyof ClusterState = keyof ClusterState,
> extends Tolerance {
  readonly topology: Topology;
  readonly state: Pick<ClusterState, Part>;
}

/** What is no fault at this moment. @default - nothing is let pass */
export interface Tolerance {
  /**
   * A host whose own faults are let pass: the one that is about to be stopped. To mend a host that is
   * down harms nobody, and nothing else could open the gate before it.
   */
  readonly apartFrom?: string | undefined;
  /** Hosts that may not be there yet: what comes later in a deploy. */
  readonly notYet?: readonly string[] | undefined;
  /**
   * Whether its security is being changed: processes have files of one stage or the next one, and none of them need
   * be those of the spec yet. How far that is, is told once, by other words. @default false
   */
  readonly isOnItsWay?: boolean | undefined;
}

/** Something that is not as it should be. */
export interface Finding extends Problem {
  /** The host that doesn't do its work, by its name. @default - it is none of a single host */
  readonly host?: string;
}
