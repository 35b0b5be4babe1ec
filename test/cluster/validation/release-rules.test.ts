import { formatProblem } from '../../../cluster/errors';
import { KAFKA_RELEASES, KAFKA_VERSIONS, type KafkaVersion } from '../../../cluster/kafka-releases';
import { resolveSpec } from '../../../cluster/resolve-spec';
import type { KafkaClusterSpec } from '../../../cluster/spec';
import { validateSpec } from '../../../cluster/validate-spec';
import { protocolIsSpoken, releaseKeepsMetadata } from '../../../cluster/validation/release-rules';
import { unsoundSpec, validSpec } from '../../support/spec-builder';

const verdictOn = (changes: Partial<KafkaClusterSpec>) => {
  const { problems, warnings } = validateSpec(validSpec(changes));
  return { problems: problems.map(formatProblem), warnings: warnings.map(formatProblem) };
};

it('the default is warned of nothing', () => {
  expect(verdictOn({})).toEqual({ problems: [], warnings: [] });
  expect(verdictOn({ kafkaVersion: '3.9.2' })).toEqual(verdictOn({}));
});

it('a superseded release is accepted with a warning that names its flaws', () => {
  expect(verdictOn({ kafkaVersion: '3.8.1' })).toEqual({
    problems: [],
    warnings: [
      "kafkaVersion: must be 3.9.2, as Kafka mends 3.8.1 no longer, got '3.8.1'. Upgrade, or accept the flaws that 3.9.2 mends: CVE-2025-27817, CVE-2025-27818, CVE-2026-35554.",
    ],
  });
});

it.each(KAFKA_VERSIONS)('a spec of %s resolves to its row', (kafkaVersion) => {
  const resolved = resolveSpec(validSpec({ kafkaVersion }));
  expect(resolved).toMatchObject({ kafkaVersion, release: KAFKA_RELEASES[kafkaVersion] });
});

it.each<[string, KafkaVersion, string]>([
  [
    'unclean.leader.election.interval.ms',
    '3.8.1',
    'must be a setting of Kafka 3.8.1; a broker passes over others without a word. Leave it out, or look for its name in https://kafka.apache.org/38/documentation.html#brokerconfigs.',
  ],
  [
    'unclean.leader.election.interval.ms',
    '3.9.2',
    'must be left out, as Kafka keeps it for itself: no tool shows whether it is in effect, and any release may drop it. Leave it out.',
  ],
])('%s is judged by what %s knows', (key, kafkaVersion, message) => {
  const spec = unsoundSpec({ kafkaVersion, brokerSettings: { [key]: 1 } });
  expect(validateSpec(spec).problems.map(formatProblem)).toEqual([
    `brokerSettings['${key}']: ${message}`,
  ]);
});

it('settings are judged where the release is refused, too', () => {
  const spec = unsoundSpec({ kafkaVersion: '4.0.0', brokerSettings: { 'num.io.thread': 1 } });
  expect(validateSpec(spec).problems.map(({ path }) => path)).toEqual([
    'kafkaVersion',
    "brokerSettings['num.io.thread']",
  ]);
});

it('a release that does not keep the metadata of a spec is refused', () => {
  const without = { ...KAFKA_RELEASES, '3.9.2': { ...KAFKA_RELEASES['3.9.2'], metadata: [] } };
  expect(releaseKeepsMetadata(validSpec(), without).map(formatProblem)).toEqual([
    "kafkaVersion: must be a release that keeps its metadata in 'zookeeper', got '3.9.2'. Take 3.9.1 or 3.8.1, or another kind of metadata.",
  ]);
  expect(releaseKeepsMetadata(validSpec({ kafkaVersion: '3.8.1' }), without)).toEqual([]);
  expect(releaseKeepsMetadata(validSpec())).toEqual([]);
});

describe('what brokers speak among themselves', () => {
  it.each([
    ['3.9.2', undefined, '3.9', 0],
    ['3.9.2', '3.8', '3.8', 0],
    ['3.9.2', '3.9', '3.9', 0],
    ['3.8.1', '3.8', '3.8', 0],
    ['3.8.1', '3.9', '3.9', 1],
  ] as const)('of %s with %s is %s', (kafkaVersion, interBrokerProtocol, spoken, problems) => {
    const spec = validSpec({
      kafkaVersion,
      ...(interBrokerProtocol && { interBrokerProtocol }),
    });
    expect(resolveSpec(spec).release.interBrokerProtocol).toBe(spoken);
    expect(protocolIsSpoken(spec)).toHaveLength(problems);
  });
});
