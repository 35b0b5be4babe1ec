/** Clients that there are settings for, by what their owners know them as. */
export const CLIENT_KINDS = ['java', 'librdkafka', 'node', 'python'] as const;

export type ClientKind = (typeof CLIENT_KINDS)[number];

/** What a client does with logs. */
export const CLIENT_ROLES = ['producer', 'reader'] as const;

export type ClientRole = (typeof CLIENT_ROLES)[number];

type SettingValue = string | number | boolean;

type Settings = Readonly<Record<string, SettingValue>>;

/** Settings that belong together, in the names of each client that has them, and why. */
export interface ProfileSetting {
  readonly why: string;
  /** Of Kafka's own client. */
  readonly java?: Settings;
  /** Of librdkafka and what is made of it: kcat, confluent-kafka for Python. */
  readonly librdkafka?: Settings;
  /** Of @platformatic/kafka. */
  readonly node?: Settings;
}

const KIB = 1_024;
const BACKOFF_MS = 20;
const LONGEST_BACKOFF_MS = 100;
const LINGER_MS = 50;
const BATCH_BYTES = 256 * KIB;
const BUFFER_KIB = 64 * KIB;

/** For whoever writes logs. The figures are those of docs/client-config.md. */
const PRODUCER: readonly ProfileSetting[] = [
  {
    why: 'A line is written once all in-sync replicas have it: with 1, those that only the leader had are gone with it.',
    java: { acks: 'all' },
    librdkafka: { acks: 'all' },
    node: { acks: -1 },
  },
  {
    why: 'What is sent again after an answer was lost is not written twice, and stays in order.',
    java: { 'enable.idempotence': true },
    librdkafka: { 'enable.idempotence': true },
    node: { idempotent: true },
  },
  {
    why: 'Lines of logs take a quarter of the disk, and level 1 costs the least time. lz4 where a reader knows no zstd.',
    java: { 'compression.type': 'zstd', 'compression.zstd.level': 1 },
    librdkafka: { 'compression.type': 'zstd', 'compression.level': 1 },
  },
  {
    why: 'Lines of logs take less disk and network. Not zstd: it has no level here, and the usual one costs more time.',
    node: { compression: 'lz4' },
  },
  {
    why: 'A batch waits so long for more lines: brokers have far less work with few large ones.',
    java: { 'linger.ms': LINGER_MS, 'batch.size': BATCH_BYTES },
    librdkafka: { 'linger.ms': LINGER_MS, 'batch.size': BATCH_BYTES },
  },
  {
    why: 'What waits while a broker is slow or away. Beyond that, the program waits or is told.',
    java: { 'buffer.memory': BUFFER_KIB * KIB },
    librdkafka: {
      'queue.buffering.max.kbytes': BUFFER_KIB,
      // Its own bound of lines would come first.
      'queue.buffering.max.messages': 500_000,
    },
  },
  {
    why: 'Another leader is chosen within half a second: by asking again soon, the new leader is found soon.',
    java: {
      ...{ 'retry.backoff.ms': BACKOFF_MS, 'retry.backoff.max.ms': LONGEST_BACKOFF_MS },
      ...{ 'reconnect.backoff.ms': BACKOFF_MS, 'reconnect.backoff.max.ms': LONGEST_BACKOFF_MS },
    },
    librdkafka: {
      'retry.backoff.ms': BACKOFF_MS,
      ...{ 'reconnect.backoff.ms': BACKOFF_MS, 'reconnect.backoff.max.ms': LONGEST_BACKOFF_MS },
    },
    node: { retries: 600, retryDelay: LONGEST_BACKOFF_MS },
  },
];

/** For whoever reads them. */
const READER: readonly ProfileSetting[] = [
  {
    why: 'A group that is new begins with the oldest line, and not with the next one.',
    java: { 'auto.offset.reset': 'earliest' },
    librdkafka: { 'auto.offset.reset': 'earliest' },
  },
  {
    why: 'As for who writes: another leader is found soon.',
    java: {
      ...{ 'retry.backoff.ms': BACKOFF_MS, 'retry.backoff.max.ms': LONGEST_BACKOFF_MS },
      ...{ 'reconnect.backoff.ms': BACKOFF_MS, 'reconnect.backoff.max.ms': LONGEST_BACKOFF_MS },
    },
    librdkafka: {
      ...{ 'reconnect.backoff.ms': BACKOFF_MS, 'reconnect.backoff.max.ms': LONGEST_BACKOFF_MS },
    },
    node: { retries: 600, retryDelay: LONGEST_BACKOFF_MS },
  },
];

/** Its own row, since its value is that of a host. */
const inRack = (rack: string): ProfileSetting => ({
  why: 'The zone that this reader runs in: it reads from the replica there, and no byte crosses zones.',
  java: { 'client.rack': rack },
  librdkafka: { 'client.rack': rack },
  node: { clientRack: rack },
});

/** Likewise. */
const inGroup = (group: string): ProfileSetting => ({
  why: 'The group that the spec lets it read in: its members share the partitions. Any other is refused.',
  java: { 'group.id': group },
  librdkafka: { 'group.id': group },
  node: { groupId: group },
});

/** Where a reader reads. */
export interface ReaderPlace {
  readonly rack: string;
  /** Undefined where it may read in any, or names none. */
  readonly group?: string | undefined;
}

/** The settings for logs. */
export function logProfile(
  role: ClientRole,
  { rack, group }: ReaderPlace,
): readonly ProfileSetting[] {
  if (role === 'producer') return PRODUCER;
  return [inRack(rack), ...(group === undefined ? [] : [inGroup(group)]), ...READER];
}
