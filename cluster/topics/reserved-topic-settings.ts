import type { ReservedSetting } from '../settings/reserved-setting';

const MOVES: ReservedSetting = { reason: 'moves of replicas set and remove it' };
const TIERED: ReservedSetting = { reason: 'brokers keep all records on their own disks' };

/** Settings of topics that a spec may not give by their own keys. */
const RESERVED = {
  'retention.ms': { governedBy: 'topics[].retention.hours', reason: 'it is a field of the topic' },
  'retention.bytes': {
    governedBy: 'topics[].retention.bytesPerPartition',
    reason: 'it is a field of the topic',
  },
  'min.insync.replicas': {
    governedBy: 'topics[].minInsyncReplicas',
    reason: 'it is a field of the topic',
  },
  'leader.replication.throttled.replicas': MOVES,
  'follower.replication.throttled.replicas': MOVES,
  'message.format.version': { reason: 'Kafka ignores it since 3.0' },
  'remote.storage.enable': TIERED,
  'remote.log.copy.disable': TIERED,
  'remote.log.delete.on.disable': TIERED,
  'local.retention.ms': TIERED,
  'local.retention.bytes': TIERED,
} as const satisfies Readonly<Record<string, ReservedSetting>>;

export type ReservedTopicKey = keyof typeof RESERVED;

/** Why a spec may not give a setting of a topic by this key; undefined where it may. */
export function reservedTopicSetting(key: string): ReservedSetting | undefined {
  return Object.hasOwn(RESERVED, key) ? RESERVED[key as ReservedTopicKey] : undefined;
}

/** Whether moves of replicas set and remove this key: it is nobody's drift. */
export function isThrottleKey(key: string): boolean {
  return reservedTopicSetting(key) === MOVES;
}
