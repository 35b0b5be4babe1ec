import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../cluster/package-folder';
import { pinnedJars } from '../scripts/distribution/pinned-jars';
import { judgeFlaw, readKnownFlaws } from './support/known-flaws';

const flaws = readKnownFlaws(readFileSync(join(packageFolder(), 'docs/security.md'), 'utf8'));
const jars = pinnedJars().map(({ name }) => name);

test('the page of security names the flaws that the pinned jars must not have', () => {
  expect(flaws.length).toBeGreaterThan(15);
  expect(flaws.flatMap(({ flaws: ids }) => ids)).toContain('CVE-2026-24281');
});

test.each(flaws)('$jar is pinned in a version of at least $fixedIn', (flaw) => {
  expect(judgeFlaw(flaw, jars)).toEqual([]);
});

test.each([
  ['zookeeper-3.8.4.jar', 'zookeeper 3.8.4 has CVE-1, fixed in 3.8.6'],
  ['zookeeper-3.8.jar', 'zookeeper 3.8 has CVE-1, fixed in 3.8.6'],
  ['zookeeper-3.8.6.jar', undefined],
  ['zookeeper-3.10.0.Final.jar', undefined],
  ['zookeeper-jute-3.8.4.jar', 'zookeeper is not pinned: remove its row'],
])('of a jar fixed in 3.8.6, %s says: %s', (name, verdict) => {
  const found = judgeFlaw({ jar: 'zookeeper', flaws: ['CVE-1'], fixedIn: '3.8.6' }, [name]);
  expect(found[0]).toBe(verdict);
});

test('the logging interface is of its backend’s version', () => {
  const versions = jars.filter((name) => name.startsWith('slf4j-'));
  expect(versions).toEqual(['slf4j-api-1.7.36.jar', 'slf4j-reload4j-1.7.36.jar']);
});
