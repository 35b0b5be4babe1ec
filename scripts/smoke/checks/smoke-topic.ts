import { brokerHosts } from '../../../cluster/topology';
import { controllerOf, readMetadata, type TopicMetadata } from '../../cluster-access/ask-brokers';
import { planAssignments, type Assignment } from '../topic/create-smoke-topic';
import { failOnProblems } from '../check-failure';
import type { SmokeCheck } from '../smoke-check';
import type { Problem } from '../../../cluster/errors';

/** Makes a topic whose partitions are led by each broker in turn, with as many replicas as the spec's. */
export const smokeTopic: SmokeCheck = {
  id: 'smoke-topic',
  title: 'A new topic gets all of its replicas in sync, and every broker leads a part of it',
  run: async ({ topology, kafka, topic }) => {
    const partitions = await topic.made();
    const controller = await controllerOf({ topology, kafka });
    const { topics } = await readMetadata(controller, [partitions[0]?.topic ?? '']);
    const plan = planAssignments(topology);
    const found = topics[0]?.partitions ?? [];
    const problems = judgeSmokeTopic(plan, found);
    if (problems.length > 0 && areInSync(plan, found)) topic.abandon();
    failOnProblems(problems);
    const replicas = plan[0]?.brokerIds.length;
    return `${partitions.length} partitions × ${replicas} replicas, led by ${brokerHosts(topology)
      .map(({ name }) => name)
      .join(', ')}`;
  },
};

/** Whether no more than leaders are wrong: a broker was on its way in or out when it was made. */
function areInSync(plan: readonly Assignment[], found: TopicMetadata['partitions']): boolean {
  return plan.every(({ partitionIndex, brokerIds }) => {
    const partition = found.find((candidate) => candidate.partitionIndex === partitionIndex);
    return brokerIds.every((id) => partition?.isrNodes.includes(id));
  });
}

/** What is wrong with the partitions of a topic that was made after this plan. */
export function judgeSmokeTopic(
  plan: readonly Assignment[],
  found: TopicMetadata['partitions'],
): readonly Problem[] {
  return plan.flatMap(({ partitionIndex, brokerIds }) => {
    const partition = found.find((candidate) => candidate.partitionIndex === partitionIndex);
    const [leader] = brokerIds;
    const path = `Partition ${partitionIndex} of the smoke topic`;
    const problems: Problem[] = [];
    if (partition?.leaderId !== leader) {
      const remedy = `Look whether broker ${leader} runs and is registered`;
      problems.push({
        path,
        rule: `be led by broker ${leader}`,
        value: partition?.leaderId,
        remedy,
      });
    }
    const inSync = [...(partition?.isrNodes ?? [])].sort((a, b) => a - b);
    const missing = brokerIds.filter((id) => !inSync.includes(id));
    if (missing.length > 0) {
      const rule = `have ${brokerIds.length} replicas in sync`;
      const value = inSync.length === 0 ? 'none' : `brokers ${inSync.join(', ')}`;
      const remedy = `Look whether broker ${missing.join(' and ')} runs and reaches the others`;
      problems.push({ path, rule, value, remedy });
    }
    return problems;
  });
}
