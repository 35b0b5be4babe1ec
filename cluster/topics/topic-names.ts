/** Topics that Kafka makes and keeps for itself. */
export const INTERNAL_TOPICS: readonly string[] = [
  '__consumer_offsets',
  '__transaction_state',
  '__cluster_metadata',
  '__share_group_state',
  '__remote_log_metadata',
];

/** Whether a topic is Kafka's own. */
export function isInternalTopic(name: string): boolean {
  return INTERNAL_TOPICS.includes(name);
}

/** What all topics of smoke checks begin with. */
export const SMOKE_TOPIC_PREFIX = 'cdktf-kafka-smoke-';

/** Kafka's rule for names. */
export const TOPIC_NAME = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,249}$/;

/** Names with the same one collide in Kafka's metrics, and Kafka refuses the second. */
export function metricName(topic: string): string {
  return topic.replaceAll('.', '_');
}
