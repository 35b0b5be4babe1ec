import type { Problem } from '../../../cluster/errors';
import { AccessError } from '../../cluster-access/access-error';
import { openKafka } from '../../cluster-access/kafka-access';
import { HostError } from '../../hosts/host-error';
import type { DeployedCluster } from '../deployed-cluster';
import { judgeTopics } from './judge-topics';
import { planTopics } from './plan-topics';
import { readFoundTopics } from './read-found-topics';

/**
 * How topics and quotas differ from the spec; nothing where the controller gives no answer, which is told
 * by others.
 */
export async function readTopicProblems(
  { topology, reach }: Pick<DeployedCluster, 'topology' | 'reach'>,
  signal: AbortSignal,
): Promise<readonly Problem[]> {
  const { topics, quotas, security } = topology.spec;
  if (topics.length + quotas.length === 0) return [];
  const kafka = openKafka({ reach, security, signal });
  try {
    return judgeTopics(planTopics(topology, await readFoundTopics({ topology, kafka })));
  } catch (error) {
    if (error instanceof AccessError || error instanceof HostError) return [];
    throw error;
  } finally {
    await kafka.close();
  }
}
