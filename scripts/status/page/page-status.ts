import type { DescribedTopics } from '../../topics/described-topics';
import type { ShownStatus } from '../cluster-status';

/** What the page shows: what `status` tells, and what `topics --describe` does. */
export interface PageStatus extends ShownStatus {
  /** Undefined where no broker says. */
  readonly topics: DescribedTopics | undefined;
}
