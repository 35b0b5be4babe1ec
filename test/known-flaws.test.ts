import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KAFKA_RELEASES, KAFKA_VERSIONS, type KafkaRelease } from '../cluster/kafka-releases';
import { packageFolder } from '../cluster/package-folder';
import { pinnedJars } from '../scripts/distribution/pinned-jars';
import { isOpen, packedVersion, readKnownFlaws } from './support/known-flaws';

const flaws = readKnownFlaws(readFileSync(join(packageFolder(), 'docs/security.md'), 'utf8'));

test('the page of security names the flaws that the pinned jars must not have', () => {
  expect(flaws.length).toBeGreaterThan(15);
  expect(flaws.flatMap(({ flaws: ids }) => ids)).toContain('CVE-2026-24281');
  for (const { packed } of flaws) expect(Object.keys(packed)).toEqual(KAFKA_VERSIONS);
});

describe.each(KAFKA_VERSIONS)('Kafka %s', (version) => {
  const jars = pinnedJars(version).map(({ name }) => name);
  const { superseded }: KafkaRelease = KAFKA_RELEASES[version];

  test.each(flaws)('has the $jar that the page names, fixed from $fixedIn on', (flaw) => {
    expect(flaw.packed[version]).toBe(packedVersion(flaw, jars));
  });

  test('is said to have the flaws that are open in it, and no library’s but Kafka’s own', () => {
    const open = flaws.filter(({ packed }) => isOpen(packed[version]!));
    expect(open.map(({ jar }) => jar).filter((jar) => !jar.startsWith('kafka'))).toEqual([]);
    expect(superseded?.flaws ?? []).toEqual(open.flatMap((flaw) => flaw.flaws));
  });

  test('has a logging interface of its backend’s version', () => {
    const versions = jars.filter((name) => name.startsWith('slf4j-'));
    expect(versions).toEqual(['slf4j-api-1.7.36.jar', 'slf4j-reload4j-1.7.36.jar']);
  });
});

test.each([
  [['zookeeper-3.8.4.jar'], '3.8.4, **open**'],
  [['zookeeper-3.8.jar'], '3.8, **open**'],
  [['zookeeper-3.8.6.jar'], '3.8.6'],
  [['zookeeper-3.10.0.Final.jar'], '3.10.0.Final'],
  [['zookeeper-3.8.4.jar', 'zookeeper-3.8.6.jar'], '3.8.4, **open** and 3.8.6'],
  [['zookeeper-jute-3.8.4.jar'], 'none'],
])('of a jar fixed in 3.8.6, %j says: %s', (names, told) => {
  expect(packedVersion({ jar: 'zookeeper', fixedIn: '3.8.6' }, names)).toBe(told);
});
