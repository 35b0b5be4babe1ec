import { thisTerminal } from '../terminal/terminal';
import type { TopicChange } from '../topics/converge-topics';
import { bring, type BringOptions } from './bring';

export interface BringTopicsOptions extends BringOptions {
  readonly allowDataLoss?: readonly string[];
  readonly delete?: readonly string[];
}

/**
 * Brings topics and quotas of the spec to a cluster.
 *
 * @returns the exit code
 * @throws UserError where Kafka gives no answer, or refuses something
 */
export async function bringTopics(
  cluster: Pick<TopicChange, 'topology' | 'reach'>,
  options: BringTopicsOptions,
): Promise<number> {
  const [
    { convergeTopics, directReach, isAsDeclared, lookAtTopics },
    { renderTopics, renderTopicsJson },
    { subjectOf },
  ] = await Promise.all([
    import('../topics/converge-topics.js'),
    import('../topics/render-topics.js'),
    import('../health/topics/judge-topics.js'),
  ]);
  const { topology } = cluster;
  const { signal, allowDataLoss = [], delete: deleted = [] } = options;
  const look = { ...cluster, signal, allowDataLoss, deleted };
  return await bring(
    {
      cluster: { reach: directReach, ...cluster },
      look: () => lookAtTopics(look),
      render: (plan) => renderTopics(topology, plan, thisTerminal()),
      renderJson: (plan) => renderTopicsJson(topology, plan),
      subjects: ({ steps }) => steps.map(subjectOf),
      hasUnasked: ({ isNoted }) => !isNoted,
      apply: (change, say) => convergeTopics({ ...look, signal: change.signal, say, change }),
      isAsDeclared,
    },
    options,
  );
}
