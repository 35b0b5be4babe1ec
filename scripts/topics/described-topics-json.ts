import { formatProblem } from '../../cluster/errors';
import { areWell, type DescribedTopics } from './described-topics';

/** Raised when a field changes its meaning or goes away; new fields may come at any time. */
export const DESCRIBED_TOPICS_JSON_VERSION = 1;

/** Topics for a program: the shape that topics.schema.json describes. What is not known is null. */
export function renderDescribedTopicsJson(described: DescribedTopics): string {
  const { at, problems, topics, ...cluster } = described;
  const json = {
    formatVersion: DESCRIBED_TOPICS_JSON_VERSION,
    at: at.toISOString(),
    well: areWell(described),
    ...cluster,
    problems: problems.map(formatProblem),
    topics: topics.map(({ retentionMs, retentionBytes, bytesInPerSecond, ...topic }) => ({
      ...topic,
      retentionMs: retentionMs ?? null,
      retentionBytes: retentionBytes ?? null,
      bytesInPerSecond: bytesInPerSecond ?? null,
      brokers: topic.brokers.map((broker) => ({ ...broker, sizeBytes: broker.sizeBytes ?? null })),
      partitions: topic.partitions.map(({ index, leader, replicas }) => ({
        index,
        leader: leader ?? null,
        replicas: replicas.map((replica) => ({
          ...replica,
          sizeBytes: replica.sizeBytes ?? null,
        })),
      })),
    })),
  };
  return JSON.stringify(json, null, 2);
}
