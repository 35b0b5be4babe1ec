import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KafkaVersion } from '../../cluster/kafka-releases';
import { packageFolder } from '../../cluster/package-folder';
import { classLists } from './class-lists';

/** One jar of a distribution, as it was reviewed. */
export interface PinnedJar {
  readonly name: string;
  readonly bytes: number;
  /** SHA-512, in hexadecimal. */
  readonly sha512: string;
}

/** The Maven project that names Kafka's distribution, of any release. */
export const pomFile = (): string => join(packageFolder(), 'kafka', 'pom.xml');

/** The digests of what the pom resolves to; written by scripts/generate/generate-pinned-jars.ts. */
export const pinsFile = (version: KafkaVersion): string =>
  join(packageFolder(), 'kafka', `jars-${version}.json`);

/** The jars of a release's distribution, sorted by name. */
export function pinnedJars(version: KafkaVersion): readonly PinnedJar[] {
  const pins = JSON.parse(readFileSync(pinsFile(version), 'utf8')) as Readonly<
    Record<string, [number, string]>
  >;
  return Object.entries(pins).map(([name, [bytes, sha512]]) => ({ name, bytes, sha512 }));
}

/** The content of {@link pinsFile}: one jar a line, so that a review sees what a new version changes. */
export function formatPins(jars: readonly PinnedJar[]): string {
  const lines = [...jars]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, bytes, sha512 }) => `  ${JSON.stringify(name)}: [${bytes}, "${sha512}"]`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

/**
 * Name of the distribution's folder in the cache: the version to people, and a digest of the pins and
 * the class lists, so that another release of this package never meets the wrong ones.
 */
export function distributionName(version: KafkaVersion): string {
  const hash = createHash('sha256').update(readFileSync(pinsFile(version)));
  for (const { content } of classLists(version)) hash.update(content);
  return `kafka-${version}-${hash.digest('hex').slice(0, 12)}`;
}
