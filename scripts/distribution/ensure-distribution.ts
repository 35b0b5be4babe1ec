import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../cluster/errors';
import { DEFAULT_KAFKA_VERSION, type KafkaVersion } from '../../cluster/kafka-releases';
import { userFolders } from '../system/user-folders';
import { CLASS_LISTS, classLists } from './class-lists';
import { findDamage } from './find-damage';
import { distributionName, pinnedJars } from './pinned-jars';
import { readFiles } from './read-files';
import { removeAbandoned } from './remove-abandoned';
import { runMaven } from './run-maven';
import { OTHER_CACHE, tellUnwritable } from './tell-unwritable';

export interface EnsureDistributionOptions {
  /** @default '3.9.2' */
  readonly kafkaVersion?: KafkaVersion;
  /** Called with what is being done, one line each time. */
  readonly onProgress?: (text: string) => void;
  readonly signal?: AbortSignal;
  /**
   * Compare every digest, not names and sizes alone (0.3 s instead of 2 ms).
   * @default false
   */
  readonly thorough?: boolean;
  /** @default - the user's cache folder */
  readonly cache?: string;
}

/**
 * The folder of Kafka's distribution: it holds `libs/` with the jars that its pins name, and
 * `class-lists/` with the classes that each kind of process loads.
 * Made by Maven where the cache has none or a damaged one. A folder appears under its name only when
 * it is whole, so several processes may ask at once.
 *
 * @throws UserError where Maven fails or brings other jars than the pinned ones
 */
export async function ensureDistribution(options: EnsureDistributionOptions = {}): Promise<string> {
  const { kafkaVersion = DEFAULT_KAFKA_VERSION, cache = userFolders().cache, onProgress } = options;
  const name = distributionName(kafkaVersion);
  const folder = join(cache, name);
  const damage = await damageOf(folder, kafkaVersion, options.thorough);
  if (damage.length === 0) return folder;
  if (damage.length < pinnedJars(kafkaVersion).length) {
    onProgress?.(`${folder} is damaged (${summary(damage)}); making it anew`);
  }
  await removeAbandoned(cache, name);
  const scratch = join(cache, `${name}.partial-${process.pid}-${randomUUID()}`);
  await tellUnwritable(cache, OTHER_CACHE, () => mkdir(scratch, { recursive: true }));
  try {
    await runMaven({
      ...{ kafkaVersion, onProgress, signal: options.signal },
      into: join(scratch, 'libs'),
    });
    onProgress?.('comparing the jars with their pinned digests');
    await refuseOtherJars(scratch, kafkaVersion);
    await writeClassLists(scratch, kafkaVersion);
    await moveIntoPlace(scratch, folder, kafkaVersion);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return folder;
}

async function damageOf(
  folder: string,
  kafkaVersion: KafkaVersion,
  thorough = false,
): Promise<readonly string[]> {
  const damage = await Promise.all([
    damagedJars(folder, kafkaVersion, thorough),
    damagedLists(folder, kafkaVersion),
  ]);
  return damage.flat();
}

async function damagedJars(folder: string, kafkaVersion: KafkaVersion, digests: boolean) {
  return findDamage(await readFiles(join(folder, 'libs'), { digests }), pinnedJars(kafkaVersion));
}

async function damagedLists(folder: string, kafkaVersion: KafkaVersion) {
  const damage = await Promise.all(
    classLists(kafkaVersion).map(async ({ name, content }) => {
      const found = await readFile(join(folder, CLASS_LISTS, name)).catch(() => undefined);
      return found?.equals(content) ? [] : [`${CLASS_LISTS}/${name} is not the package's`];
    }),
  );
  return damage.flat();
}

async function writeClassLists(folder: string, kafkaVersion: KafkaVersion): Promise<void> {
  await mkdir(join(folder, CLASS_LISTS));
  for (const { name, content } of classLists(kafkaVersion)) {
    await writeFile(join(folder, CLASS_LISTS, name), content);
  }
}

async function refuseOtherJars(folder: string, kafkaVersion: KafkaVersion): Promise<void> {
  const damage = await damagedJars(folder, kafkaVersion, true);
  if (damage.length === 0) return;
  throw new UserError(
    `kafka/pom.xml: must resolve to the jars that kafka/jars-${kafkaVersion}.json pins, but ${summary(damage)}. ` +
      "Remove those jars from Maven's local repository (~/.m2/repository) and run it again.",
  );
}

const summary = (damage: readonly string[]): string =>
  damage.length > 3
    ? `${damage.slice(0, 3).join(', ')} and ${damage.length - 3} more`
    : damage.join(', ');

/** Another process may have been first, or have left a damaged one. */
async function moveIntoPlace(
  scratch: string,
  folder: string,
  kafkaVersion: KafkaVersion,
): Promise<void> {
  for (;;) {
    try {
      return await rename(scratch, folder);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
    }
    if ((await damageOf(folder, kafkaVersion, true)).length === 0) return;
    const aside = `${scratch}-damaged`;
    await rename(folder, aside).catch(() => undefined);
    await rm(aside, { recursive: true, force: true });
  }
}
