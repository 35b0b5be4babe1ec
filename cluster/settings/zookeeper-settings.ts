import type { SettingShape } from './setting-type';

/** What ZooKeeper 3.8.6 does with one line of zoo.cfg. */
export interface KnownZookeeperSetting extends SettingShape {
  /** The class under org.apache.zookeeper that reads it. */
  readonly readBy: string;
}

const INT_MAX = 2 ** 31 - 1;

const int = (readBy: string, min: number, max = INT_MAX) =>
  ({ type: 'int', validValues: { min, max }, readBy }) as const;
const long = (readBy: string, min: number) =>
  ({ type: 'long', validValues: { min }, readBy }) as const;
const double = (readBy: string, min: number, max: number) =>
  ({ type: 'double', validValues: { min, max }, readBy }) as const;
const boolean = (readBy: string) => ({ type: 'boolean', validValues: null, readBy }) as const;
const oneOf = <T extends string>(readBy: string, ...values: readonly T[]) =>
  ({ type: 'string', validValues: { oneOf: values }, readBy }) as const;

/** @see https://zookeeper.apache.org/doc/r3.8.6/zookeeperAdmin.html#sc_4lw */
const FOUR_LETTER_WORDS = [
  ...['conf', 'cons', 'crst', 'dirs', 'dump', 'envi', 'gtmk', 'hash', 'isro'],
  ...['mntr', 'ruok', 'srst', 'srvr', 'stat', 'stmk', 'wchc', 'wchp', 'wchs'],
];

const CONFIG = 'server.quorum.QuorumPeerConfig';

/**
 * What can be set in zoo.cfg, beside the keys of reserved-zookeeper-settings.ts. ZooKeeper has no list
 * of its settings: QuorumPeerConfig.parseProperties handles some keys and makes every other one the
 * system property `zookeeper.<key>`, which a class may read or, misspelt, none. Keys and bounds were
 * read from those classes in zookeeper-3.8.6.jar; a test looks each key up in the class named.
 * @see https://zookeeper.apache.org/doc/r3.8.6/zookeeperAdmin.html#sc_configuration
 */
export const ZOOKEEPER_SETTINGS = {
  /**
   * Milliseconds of a tick, in which other times and all sessions are counted. Default here 2,000.
   * ZooKeeper multiplies it by 20 in 32 bits.
   */
  tickTime: int(CONFIG, 1, Math.floor(INT_MAX / 20)),
  /** Ticks that a member has to load the state from the leader. Default here 10. */
  initLimit: int(CONFIG, 1),
  /** Ticks of silence after which leader and follower give each other up. Default here 5. */
  syncLimit: int(CONFIG, 1),
  /** Ticks that a follower has to reach a new leader. Default: initLimit. */
  connectToLearnerMasterLimit: int(CONFIG, 1),
  /** Connections from one address; 0 for no limit. Default 60. */
  maxClientCnxns: int(CONFIG, 0),
  /** Milliseconds: shorter sessions are lengthened to it without a word. Default: 2 ticks. */
  minSessionTimeout: int(CONFIG, 1),
  /** Milliseconds: longer sessions are cut to it without a word. Default: 20 ticks. */
  maxSessionTimeout: int(CONFIG, 1),
  /** Connections that wait to be accepted. Default: 50, Java's. */
  clientPortListenBacklog: int(CONFIG, 1),
  /** Snapshots kept by the purge. Default 3, the least: ZooKeeper raises fewer without a word. */
  'autopurge.snapRetainCount': int(CONFIG, 3),
  /** Hours between purges. Default here 1. ZooKeeper's 0, never, fills the disk in the end. */
  'autopurge.purgeInterval': int(CONFIG, 1),
  /** Whether pauses of the Java machine are logged. Default false. */
  'jvm.pause.monitor': boolean(CONFIG),
  /** Milliseconds of a pause that is worth a line. Default 1,000. */
  'jvm.pause.info-threshold.ms': long(CONFIG, 1),
  /** Milliseconds of a pause that is worth a warning. Default 10,000. */
  'jvm.pause.warn-threshold.ms': long(CONFIG, 1),
  /** Milliseconds between measurements of pauses. Default 500. */
  'jvm.pause.sleep.time.ms': long(CONFIG, 1),

  /** Four-letter words that are answered. Default here srvr, mntr, ruok, which checks rely on. */
  '4lw.commands.whitelist': {
    type: 'list',
    validValues: { oneOf: [...FOUR_LETTER_WORDS, '*'] },
    readBy: 'server.command.FourLetterCommands',
  },
  /** Whether changes are written to an audit log. Default false. */
  'audit.enable': boolean('audit.ZKAuditProvider'),
  /** Whether client connections use TCP keep-alive. Default false. */
  clientTcpKeepAlive: boolean('server.NIOServerCnxn'),
  /** Milliseconds to open a connection for an election. Default 5,000. */
  cnxTimeout: int('server.quorum.QuorumCnxManager', 1),
  /** Changes kept in memory for followers that catch up. Default 500, the least. */
  commitLogCount: int('server.ZKDatabase', 500),
  /** Commits handled before reads get their turn. Default 1. */
  'commitProcessor.maxCommitBatchSize': int('server.quorum.CommitProcessor', 1),
  /** Reads handled before commits get their turn; -1 for no limit. Default -1. */
  'commitProcessor.maxReadBatchSize': int('server.quorum.CommitProcessor', -1),
  /** Threads that handle requests; 0 for the main one. Default: the number of CPUs. */
  'commitProcessor.numWorkerThreads': int('server.quorum.CommitProcessor', 0),
  /** Share of tokens below which dropping lessens. Default 0. */
  connection_throttle_decrease_ratio: double('server.BlueThrottle', 0, 1),
  /** What the probability of dropping a connection falls by. Default 0.002. */
  connection_throttle_drop_decrease: double('server.BlueThrottle', 0, 1),
  /** What the probability of dropping a connection rises by. Default 0.02. */
  connection_throttle_drop_increase: double('server.BlueThrottle', 0, 1),
  /** Tokens added at each refill. Default 1. */
  connection_throttle_fill_count: int('server.BlueThrottle', 1),
  /** Milliseconds between refills. Default 1. */
  connection_throttle_fill_time: int('server.BlueThrottle', 1),
  /** Milliseconds between changes of the probability; -1 for none. Default -1. */
  connection_throttle_freeze_time: int('server.BlueThrottle', -1),
  /** New connections at once; 0 for no limit. Default 0. */
  connection_throttle_tokens: int('server.BlueThrottle', 0),
  /** Whether a digest of the tree is kept and compared. Default true. */
  'digest.enabled': boolean('server.ZooKeeperServer'),
  /** Attempts to bind the port for elections; 0 for ever. Default 3. */
  electionPortBindRetry: int('server.quorum.QuorumCnxManager$Listener', 0),
  /** Milliseconds between votes in an election, at most. Default 60,000. */
  'fastleader.maxNotificationInterval': int('server.quorum.FastLeaderElection', 1),
  /** Milliseconds between votes in an election, at least. Default 200. */
  'fastleader.minNotificationInterval': int('server.quorum.FastLeaderElection', 1),
  /** Milliseconds that writes are held back to reach the disk together. Default 0. */
  flushDelay: long('server.ZooKeeperServer', 0),
  /** Milliseconds of a sync to disk that is worth a warning. Default 1,000. */
  'fsync.warningthresholdms': long('server.persistence.FileTxnLog', 1),
  /** Requests under way before clients are held back. Default 1,000. */
  globalOutstandingLimit: int('server.ZooKeeperServer', 1),
  /** Bytes of all large requests under way. Default 104,857,600. */
  largeRequestMaxBytes: int('server.ZooKeeperServer', 1),
  /** Bytes from which a request is large; -1 for never. Default -1. */
  largeRequestThreshold: int('server.ZooKeeperServer', -1),
  /** Followers that the leader brings up to date by changes at once. Default 100. */
  'leader.maxConcurrentDiffSyncs': int('server.quorum.LearnerMaster', 1),
  /** Followers that the leader brings up to date by snapshot at once. Default 10. */
  'leader.maxConcurrentSnapSyncs': int('server.quorum.LearnerMaster', 1),
  /** Milliseconds that a new leader waits for its followers; -1 for initLimit. Default -1. */
  'leader.maxTimeToWaitForEpoch': int('server.quorum.Leader', -1),
  /** Whether clients may connect to the leader. Default 'yes'. */
  leaderServes: oneOf('server.quorum.Leader', 'yes', 'no'),
  /** Writes that go to disk together. Default 1,000. */
  maxBatchSize: int('server.ZooKeeperServer', 1),
  /** Connections of all clients; 0 for no limit. Default 0. */
  maxCnxns: int('server.ServerCnxnFactory', 0),
  /** Replies to "get children" kept in memory; 0 for none. Default 400. */
  maxGetChildrenResponseCacheSize: int('server.ZooKeeperServer', 0),
  /** Replies to "get data" kept in memory; 0 for none. Default 400. */
  maxResponseCacheSize: int('server.ZooKeeperServer', 0),
  /** Milliseconds to wait for further writes under flushDelay. Default: a third of it. */
  maxWriteQueuePollTime: long('server.ZooKeeperServer', 0),
  /** Bytes of each direct buffer; 0 for none. Default 65,536. */
  'nio.directBufferBytes': int('server.NIOServerCnxnFactory', 0),
  /** Threads that wait for connections to be ready. Default: the root of half the CPUs. */
  'nio.numSelectorThreads': int('server.NIOServerCnxnFactory', 1),
  /** Threads that read and write connections; 0 for the selectors. Default: twice the CPUs. */
  'nio.numWorkerThreads': int('server.NIOServerCnxnFactory', 0),
  /** Milliseconds after which a connection without a session is closed. Default 10,000. */
  'nio.sessionlessCnxnTimeout': int('server.NIOServerCnxnFactory', 1),
  /** KiB by which the transaction log grows. Default 65,536. */
  preAllocSize: int('server.persistence.FilePadding', 1),
  /** Milliseconds to read a vote; -1 for syncLimit. Default -1. */
  quorumCnxnTimeoutMs: int('server.quorum.QuorumPeer', -1),
  /** Whether a request whose connection is gone counts as stale. Default true. */
  request_stale_connection_check: boolean('server.Request'),
  /** Whether a request older than its session counts as stale. Default false. */
  request_stale_latency_check: boolean('server.Request'),
  /** Whether stale requests are dropped. Default true. */
  request_throttle_drop_stale: boolean('server.RequestThrottler'),
  /** Requests under way before the throttler stalls; 0 for no limit. Default 0. */
  request_throttle_max_requests: int('server.RequestThrottler', 0),
  /** Milliseconds that the throttler stalls. Default 100. */
  request_throttle_stall_time: int('server.RequestThrottler', 1),
  /** Writes between snapshots. Default 100,000. */
  snapCount: int('server.ZooKeeperServer', 2),
  /** KiB of transaction log between snapshots; 0 for no limit. Default 4,194,304. */
  snapSizeLimitInKb: long('server.ZooKeeperServer', 0),
  /** Compression of snapshots. Default: none. */
  'snapshot.compression.method': oneOf('server.persistence.SnapStream', 'gz', 'snappy'),
  /** Transaction log over snapshot beyond which a follower gets the snapshot. Default 0.33. */
  snapshotSizeFactor: double('server.ZKDatabase', 0, 1),
  /** Whether connections for elections use TCP keep-alive. Default here true. */
  tcpKeepAlive: boolean('server.quorum.QuorumCnxManager'),
  /** Milliseconds in the queue after which a request is refused; 0 for never. Default 0. */
  throttled_op_wait_time: int('server.ZooKeeperServer', 0),
  /** KiB of a transaction log file, beside the number of writes; -1 for no limit. Default -1. */
  txnLogSizeLimitInKb: long('server.persistence.FileTxnLog', -1),
} as const satisfies Readonly<Record<string, KnownZookeeperSetting>>;

type ZookeeperSettingKey = keyof typeof ZOOKEEPER_SETTINGS;

type ValueOf<T extends KnownZookeeperSetting> = T extends { readonly type: 'boolean' }
  ? boolean
  : T extends { readonly type: 'list' }
    ? string | readonly string[]
    : T extends { readonly validValues: { readonly oneOf: readonly (infer V)[] } }
      ? V
      : number;

/** The settings of zoo.cfg that a spec may have, by ZooKeeper's own keys. */
export type ZookeeperSettingValues = {
  readonly [K in ZookeeperSettingKey]?: ValueOf<(typeof ZOOKEEPER_SETTINGS)[K]>;
};
