import { explainExit } from '../../../scripts/local/explain-exit';

const at = '[2026-11-22 18:33:03,374]';

test.each([
  [
    'a broker that meets the session of its former run',
    'passing',
    `${at} ERROR [KafkaServer id=1] Fatal error during KafkaServer startup. Prepare to shutdown (kafka.server.KafkaServer)`,
    'org.apache.zookeeper.KeeperException$NodeExistsException: KeeperErrorCode = NodeExists',
  ],
  [
    'a broker that finds no quorum in time',
    'passing',
    'kafka.zookeeper.ZooKeeperClientTimeoutException: Timed out waiting for connection while in state: CONNECTING',
  ],
  [
    'a port that another program has',
    'lasting',
    'org.apache.kafka.common.KafkaException: Socket server failed to bind to 127.0.0.1:9092: Address already in use.',
  ],
  [
    'data of another cluster',
    'lasting',
    `kafka.common.InconsistentClusterIdException: The Cluster ID x doesn't match stored clusterId`,
  ],
  [
    'data of another broker',
    'lasting',
    "java.lang.RuntimeException: Stored node id 7 doesn't match previous node id 3 in meta.properties",
  ],
  [
    'a setting out of range',
    'lasting',
    'org.apache.kafka.common.config.ConfigException: Invalid value -1 for configuration num.io.threads: Value must be at least 1',
  ],
  ['a JVM without memory', 'unknown', 'java.lang.OutOfMemoryError: Java heap space'],
  ["a JVM that can't start", 'lasting', "Unrecognized VM option 'UseFastGC'"],
])('%s is a %s cause, and its lines are shown', (_, cause, ...lines) => {
  const noise = [
    `${at} INFO starting (kafka.server.KafkaServer)`,
    '\tat kafka.Kafka$.main(Kafka.scala)',
  ];
  expect(explainExit([...noise, ...lines, ...noise])).toEqual({ cause, lines });
});

test('a log that says nothing leaves the cause unknown', () => {
  expect(explainExit([`${at} INFO all is well`])).toEqual({ cause: 'unknown', lines: [] });
});

test('what lasts is told apart from what passes where both stand in the log', () => {
  const lines = [
    'KeeperErrorCode = NodeExists: Exception',
    'java.net.BindException: Address already in use',
  ];
  expect(explainExit(lines).cause).toBe('lasting');
});

test('an error that is logged again and again is shown once, the latest lines last', () => {
  const lines = Array.from({ length: 30 }, (_, i) => [
    `[2026-11-22 18:33:${10 + i},000] ERROR same (kafka)`,
    `[2026-11-22 18:33:${10 + i},001] ERROR number ${i} (kafka)`,
  ]).flat();
  const shown = explainExit(lines).lines;
  expect(shown).toHaveLength(8);
  expect(shown.filter((line) => line.includes('same'))).toHaveLength(1);
  expect(shown.at(-1)).toContain('number 29');
});

test('a line without an end is cut', () => {
  expect(explainExit([`ERROR ${'x'.repeat(10_000)}`]).lines[0]).toHaveLength(401);
});
