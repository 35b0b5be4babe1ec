import { readFileSync } from 'node:fs';
import { KAFKA_RELEASES } from '../../../cluster/kafka-versions';
import {
  distributionName,
  formatPins,
  pinnedJars,
  pinsFile,
  pomFile,
} from '../../../scripts/distribution/pinned-jars';

test('the file of pins is as its generator writes it', () => {
  expect(formatPins(pinnedJars())).toBe(readFileSync(pinsFile(), 'utf8'));
});

test('every jar is pinned by a SHA-512 and its size', () => {
  for (const { name, bytes, sha512 } of pinnedJars()) {
    expect(name).toMatch(/\.jar$/);
    expect(bytes).toBeGreaterThan(0);
    expect(sha512).toMatch(/^[0-9a-f]{128}$/);
  }
});

test.each(Object.entries(KAFKA_RELEASES))(
  'the pom and the pins are of the release that the code names: Kafka %s',
  (version, { zookeeper, jmxExporter }) => {
    const pom = readFileSync(pomFile(), 'utf8');
    expect(pom).toContain(`<kafka.version>${version}</kafka.version>`);
    expect(pom).toContain(`<jmx.exporter.version>${jmxExporter}</jmx.exporter.version>`);
    const names = pinnedJars().map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        `kafka_2.13-${version}.jar`,
        `kafka-tools-${version}.jar`,
        `zookeeper-${zookeeper}.jar`,
        `jmx_prometheus_javaagent-${jmxExporter}.jar`,
      ]),
    );
  },
);

test('the name of the distribution says its version and changes with its content', () => {
  expect(distributionName('3.9.2')).toMatch(/^kafka-3\.9\.2-[0-9a-f]{12}$/);
});
