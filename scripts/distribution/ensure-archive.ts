import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DEFAULT_KAFKA_VERSION, type KafkaVersion } from '../../cluster/kafka-releases';
import { ensurePrerequisites } from '../prerequisites/ensure-prerequisites';
import { userFolders } from '../system/user-folders';
import { ensureDistribution } from './ensure-distribution';
import { distributionName } from './pinned-jars';
import { OTHER_CACHE, tellUnwritable } from './tell-unwritable';
import { writeArchive, type WrittenArchive } from './write-archive';

export interface EnsureArchiveOptions {
  /** @default '3.9.2' */
  readonly kafkaVersion?: KafkaVersion;
  /** Called with what is being done, one line each time; not at all where the archive is there. */
  readonly onProgress?: (text: string) => void;
  readonly signal?: AbortSignal;
  /** Whether sudo may install Java and Maven where they are missing. @default true */
  readonly sudo?: boolean;
  /** @default - the user's cache folder */
  readonly cache?: string;
}

/**
 * Kafka's archive in the cache, made where there is none or a damaged one. It appears under its name
 * only when it is whole, so several processes may ask at once; where it is there, neither Java nor
 * Maven is needed.
 *
 * @throws UserError where it can't be made
 */
export async function ensureArchive(options: EnsureArchiveOptions = {}): Promise<WrittenArchive> {
  const { kafkaVersion = DEFAULT_KAFKA_VERSION, cache = userFolders().cache } = options;
  const { onProgress, signal, sudo } = options;
  const root = archiveRoot(kafkaVersion);
  const folder = join(cache, `${distributionName(kafkaVersion)}-archive`);
  const file = join(folder, `${root}.tar`);
  const sha512 = await digestOf(file);
  if (sha512 !== undefined && (await digestBeside(file)) === sha512) return { file, sha512 };
  onProgress?.(`Kafka's archive is made once, as ${file} (a stack's kafkaArchive names another)`);
  await ensurePrerequisites('run', { onProgress, signal, sudo });
  const distribution = await ensureDistribution({
    ...{ kafkaVersion, cache, onProgress, signal },
    thorough: true,
  });
  onProgress?.('packing the jars');
  return tellUnwritable(cache, OTHER_CACHE, async () => {
    await mkdir(folder, { recursive: true });
    return writeArchive({ distribution, root, file });
  });
}

/** The top folder inside a release's archive, by which its file is called too. */
export const archiveRoot = (kafkaVersion: KafkaVersion): string => `kafka-${kafkaVersion}`;

/** Of the file's content; undefined where there is no such file. */
async function digestOf(file: string): Promise<string | undefined> {
  const hash = createHash('sha512');
  try {
    await pipeline(createReadStream(file), hash);
    return hash.digest('hex');
  } catch {
    return undefined;
  }
}

/** What was written beside it when it was made. */
async function digestBeside(file: string): Promise<string | undefined> {
  const line = await readFile(`${file}.sha512`, 'utf8').catch(() => '');
  return /^[0-9a-f]{128}/.exec(line)?.[0];
}
