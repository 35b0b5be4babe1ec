import { KAFKA_VERSIONS, type KafkaVersion } from '../../cluster/kafka-releases';
import { knownBrokerSettings } from '../../cluster/settings/known-broker-settings';
import { reservedBrokerSetting } from '../../cluster/settings/reserved-settings';
import { settingText, type SettingValue } from '../../cluster/settings/setting-lines';
import { validateBrokerSettings } from '../../cluster/validation/settings/validate-settings';
import { brokerSettingLimit } from '../../cluster/validation/settings/broker-setting-limits';
import { edgeCases } from '../support/edge-cases';
import { judge } from '../support/judges/settings-judge';
import { renderedBrokerSettings } from '../support/rendered-settings';
import { unsoundSpec } from '../support/spec-builder';

interface Verdicts {
  readonly key: string;
  readonly text: string;
  /** What we say; null where we accept it. */
  readonly ours: string | null;
  readonly kafkas: string | null;
}

/** The rendered server.properties with each of these values put in, judged by us and by Kafka. */
async function judgeBoth(
  kafkaVersion: KafkaVersion,
  cases: readonly { readonly key: string; readonly settings: object }[],
): Promise<readonly Verdicts[]> {
  const specs = cases.map(({ settings }) =>
    unsoundSpec({ kafkaVersion, brokerSettings: settings }),
  );
  const verdicts = await judge('broker', specs.map(renderedBrokerSettings), kafkaVersion);
  return cases.map(({ key, settings }, index) => ({
    key,
    text: Object.entries<SettingValue>({ ...settings })
      .map(([name, value]) => `${name}=${settingText(value)}`)
      .join(' '),
    ours: validateBrokerSettings(specs[index]!)[0]?.rule ?? null,
    kafkas: verdicts[index]!,
  }));
}

describe.each(KAFKA_VERSIONS)(
  'every edge of every setting of Kafka %s, in the rendered server.properties',
  (version) => {
    let verdicts: readonly Verdicts[];

    beforeAll(async () => {
      const free = knownBrokerSettings(version).filter(({ key }) => !reservedBrokerSetting(key));
      const cases = free.flatMap(({ key, type, validValues }) => {
        const limit = brokerSettingLimit(key);
        const shapes = [{ type, validValues }, ...(limit ? [{ type, validValues: limit }] : [])];
        return edgeCases(key, shapes);
      });
      verdicts = await judgeBoth(
        version,
        cases.map(({ key, value }) => ({ key, settings: { [key]: value } })),
      );
    });

    it('Kafka starts with all that we accept', () => {
      const accepted = verdicts.filter(({ ours }) => ours === null);
      expect(accepted.length).toBeGreaterThan(300);
      expect(accepted.filter(({ kafkas }) => kafkas !== null)).toEqual([]);
    });

    it('Kafka would start with what we refuse only where we know better', () => {
      const stricter = verdicts
        .filter(({ ours, kafkas }) => ours !== null && kafkas === null)
        .map(({ key }) => key)
        .filter((key) => brokerSettingLimit(key) === undefined);
      expect([...new Set(stricter)]).toEqual([
        // Not a number, which Kafka takes for one between 0 and 1.
        'log.cleaner.min.cleanable.ratio',
        // An empty list, under which nothing is ever deleted.
        'log.cleanup.policy',
        // What broker-setting-rules says about these.
        'log.segment.bytes',
        'message.max.bytes',
        'offsets.topic.replication.factor',
        'socket.request.max.bytes',
        'transaction.state.log.min.isr',
        'transaction.state.log.replication.factor',
      ]);
    });
  },
);

/** With the last column: whether Kafka notices at its start, or the broker runs and fails at work. */
const CONTRADICTIONS: readonly (readonly [settings: object, kafkaNotices: boolean])[] = [
  [{ 'replica.fetch.wait.max.ms': 30_001 }, true],
  [{ 'replica.lag.time.max.ms': 499 }, true],
  [{ 'replica.socket.timeout.ms': 499 }, true],
  [{ 'log.cleaner.min.compaction.lag.ms': 2, 'log.cleaner.max.compaction.lag.ms': 1 }, true],
  [{ 'log.cleaner.threads': 128 }, true],
  [{ 'log.cleaner.dedupe.buffer.size': 1_048_576 }, true],
  [{ 'queued.max.request.bytes': 1_000_000 }, true],
  [{ 'max.connections.per.ip': 0 }, true],
  [{ 'max.connections.per.ip.overrides': '10.0.0.1' }, true],
  [{ 'max.connections.per.ip.overrides': '10.0.0.1:many' }, true],
  [{ 'max.connections.per.ip.overrides': 'a b:1' }, true],
  [{ 'offsets.commit.required.acks': 4 }, true],
  [{ 'group.min.session.timeout.ms': 5, 'group.max.session.timeout.ms': 4 }, false],
  [{ 'message.max.bytes': 2_000_000, 'log.segment.bytes': 1_999_999 }, false],
  [{ 'message.max.bytes': 2_000_000, 'socket.request.max.bytes': 2_001_023 }, false],
  [{ 'transaction.state.log.min.isr': 3 }, false],
  [{ 'offsets.topic.replication.factor': 4 }, false],
  [{ 'offsets.topic.replication.factor': 2 }, false],
  [{ 'transaction.state.log.replication.factor': 1 }, false],
];

/** The nearest to each of them that works. */
const AGREEMENTS: readonly object[] = [
  { 'replica.fetch.wait.max.ms': 30_000 },
  { 'replica.lag.time.max.ms': 500 },
  { 'replica.socket.timeout.ms': 500 },
  { 'log.cleaner.min.compaction.lag.ms': 2, 'log.cleaner.max.compaction.lag.ms': 2 },
  { 'log.cleaner.threads': 127 },
  { 'log.cleaner.dedupe.buffer.size': 1_048_577 },
  { 'queued.max.request.bytes': 16 * 1024 * 1024 },
  { 'max.connections.per.ip': 0, 'max.connections.per.ip.overrides': '10.0.0.1:5,b-c.internal: 6' },
  { 'offsets.commit.required.acks': 3 },
  { 'group.min.session.timeout.ms': 5, 'group.max.session.timeout.ms': 5 },
  { 'message.max.bytes': 2_000_000, 'log.segment.bytes': 2_000_000 },
  { 'message.max.bytes': 2_000_000, 'socket.request.max.bytes': 2_001_024 },
  { 'message.max.bytes': 1_073_741_824 },
  { 'transaction.state.log.min.isr': 2 },
  { 'transaction.state.log.replication.factor': 2 },
];

describe.each(KAFKA_VERSIONS)('settings of Kafka %s that hang together', (version) => {
  let contradicting: readonly Verdicts[];
  let agreeing: readonly Verdicts[];

  beforeAll(async () => {
    const all = [...CONTRADICTIONS.map(([settings]) => settings), ...AGREEMENTS];
    const verdicts = await judgeBoth(
      version,
      all.map((settings) => ({ key: '', settings })),
    );
    contradicting = verdicts.slice(0, CONTRADICTIONS.length);
    agreeing = verdicts.slice(CONTRADICTIONS.length);
  });

  it.each(
    CONTRADICTIONS.map(([settings, kafkaNotices], index) => ({ settings, kafkaNotices, index })),
  )('$settings is refused', ({ kafkaNotices, index }) => {
    expect(contradicting[index]!.ours).not.toBeNull();
    expect(contradicting[index]!.kafkas !== null).toBe(kafkaNotices);
  });

  it.each(AGREEMENTS.map((settings, index) => ({ settings, index })))(
    '$settings is accepted',
    ({ index }) => {
      expect(agreeing[index]).toMatchObject({ ours: null, kafkas: null });
    },
  );
});

describe.each(KAFKA_VERSIONS)('keys of Kafka %s that only KRaft has', (version) => {
  it('are refused, every one that the classes of KRaft name', async () => {
    const classes = [
      'org.apache.kafka.server.config.KRaftConfigs',
      'org.apache.kafka.raft.QuorumConfig',
    ];
    const questions = knownBrokerSettings(version).flatMap(({ key }) =>
      classes.map((name) => ({ class: name, text: key })),
    );
    const verdicts = await judge('constant', questions, version);
    const named = questions.filter((_, index) => verdicts[index] === null).map(({ text }) => text);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((key) => reservedBrokerSetting(key) === undefined)).toEqual([]);
  });
});
