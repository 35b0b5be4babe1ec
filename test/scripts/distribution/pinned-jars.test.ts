import { readFileSync } from 'node:fs';
import {
  DEFAULT_KAFKA_VERSION,
  KAFKA_RELEASES,
  KAFKA_VERSIONS,
} from '../../../cluster/kafka-releases';
import {
  distributionName,
  formatPins,
  pinnedJars,
  pinsFile,
} from '../../../scripts/distribution/pinned-jars';

describe.each(KAFKA_VERSIONS)('of Kafka %s', (version) => {
  it('the file of pins is as its generator writes it', () => {
    expect(formatPins(pinnedJars(version))).toBe(readFileSync(pinsFile(version), 'utf8'));
  });

  it('every jar is pinned by a SHA-512 and its size', () => {
    for (const { name, bytes, sha512 } of pinnedJars(version)) {
      expect(name).toMatch(/\.jar$/);
      expect(bytes).toBeGreaterThan(0);
      expect(sha512).toMatch(/^[0-9a-f]{128}$/);
    }
  });

  it('the pins are of the versions that its row names, and of no other Kafka', () => {
    const { zookeeper, jmxExporter } = KAFKA_RELEASES[version];
    const names = pinnedJars(version).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        `kafka_2.13-${version}.jar`,
        `kafka-tools-${version}.jar`,
        `zookeeper-${zookeeper}.jar`,
        `jmx_prometheus_javaagent-${jmxExporter}.jar`,
      ]),
    );
    const kafkas = names.filter((name) => /^(kafka|connect)[_-]/.test(name));
    expect(kafkas.length).toBeGreaterThan(10);
    expect(kafkas.filter((name) => !name.endsWith(`-${version}.jar`))).toEqual([]);
  });

  it('the name of the distribution says its version and its content', () => {
    expect(distributionName(version)).toMatch(/^kafka-[\d.]+-[0-9a-f]{12}$/);
    expect(distributionName(version)).toContain(`kafka-${version}-`);
  });
});

test('a release speaks the protocol of its own line, and leads to a newer one that is carried', () => {
  for (const [version, release] of Object.entries(KAFKA_RELEASES)) {
    expect(version.startsWith(`${release.interBrokerProtocol}.`)).toBe(true);
  }
  const superseded = Object.values(KAFKA_RELEASES).map(
    (row) => 'superseded' in row && row.superseded.by,
  );
  expect(superseded).toEqual(
    KAFKA_VERSIONS.map((version) => version !== DEFAULT_KAFKA_VERSION && DEFAULT_KAFKA_VERSION),
  );
});
