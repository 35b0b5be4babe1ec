import { UserError } from '../../../cluster/errors';
import type { KafkaAccess } from '../../cluster-access/kafka-access';
import type { DescribedTopics } from '../../topics/described-topics';
import {
  readDescribedTopics,
  type ReadDescribedTopicsOptions,
} from '../../topics/read-described-topics';

/** As long as `topics --describe` does: other looks take as long. */
const WATCH_SECONDS = 2;

export interface ReadTopicsOnDiskOptions extends Pick<
  ReadDescribedTopicsOptions,
  'topology' | 'reach' | 'signal'
> {
  /** Connections that are there already. */
  readonly kafka: KafkaAccess;
}

/** How large topics are, and what is written to them; undefined where no broker says. */
export async function readTopicsOnDisk(
  options: ReadTopicsOnDiskOptions,
): Promise<DescribedTopics | undefined> {
  try {
    return await readDescribedTopics({ ...options, names: [], watchSeconds: WATCH_SECONDS });
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
