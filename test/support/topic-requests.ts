import {
  alterClientQuotasV1,
  alterPartitionReassignmentsV0,
  createPartitionsV3,
  createTopicsV7,
  incrementalAlterConfigsV1,
} from '@platformatic/kafka';

/** What topics and quotas are brought by, in the order of their steps. */
export const TOPIC_REQUESTS = {
  'topics are made': createTopicsV7.api,
  'partitions are added': createPartitionsV3.api,
  'settings are changed': incrementalAlterConfigsV1.api,
  'replicas are added': alterPartitionReassignmentsV0.api,
  'quotas are set': alterClientQuotasV1.api,
} as const;
