import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import {
  DEFAULT_KAFKA_VERSION,
  KAFKA_VERSIONS,
  type KafkaVersion,
} from '../../cluster/kafka-releases';
import { archiveRoot, ensureArchive } from '../distribution/ensure-archive';
import { ensureDistribution } from '../distribution/ensure-distribution';
import { tellUnwritable } from '../distribution/tell-unwritable';
import { writeArchive } from '../distribution/write-archive';
import { addHelpNotes } from '../command-line/help-layout';
import { withInterrupts } from '../system/interrupts';
import { ensurePrerequisites } from '../prerequisites/ensure-prerequisites';
import { printAside } from '../terminal/print';

/** `cdktf-kafka distribution`: Kafka's jars, as the archive that hosts install. */
export function addDistributionCommand(program: Command): void {
  const command = program
    .command('distribution')
    .description(
      "Bring Kafka's jars into the cache, check them, and pack them as hosts install them.",
    )
    .option('--out <file>', 'archive to write (.tar), with its SHA-512 in <file>.sha512 beside it')
    .addOption(
      new Option(
        '--cached',
        'have the archive in the cache, as a stack does whose kafkaArchive names none',
      ).conflicts('out'),
    )
    .addOption(
      new Option('--kafka-version <version>', 'of Kafka, as the spec names it')
        .choices(KAFKA_VERSIONS)
        .default(DEFAULT_KAFKA_VERSION),
    )
    .option('--no-sudo', 'install nothing by sudo, which Java and Maven may otherwise be')
    .action(run);
  addHelpNotes(command, HELP);
}

interface Given {
  readonly out?: string;
  readonly cached?: true;
  readonly kafkaVersion: KafkaVersion;
  readonly sudo: boolean;
}

const HELP = `
Prints the archive's SHA-512 and its name; without --out and --cached, the folder in the cache.

The archive is the same to the byte on every machine. It is not compressed: jars are already,
and zlib's output differs between its versions.`;

async function run({ out, cached, kafkaVersion, sudo }: Given): Promise<void> {
  await withInterrupts(async (signal) => {
    const onProgress = printAside;
    if (cached) {
      const { sha512, file } = await ensureArchive({ kafkaVersion, onProgress, signal, sudo });
      console.log(`${sha512}  ${file}`);
      return;
    }
    await ensurePrerequisites('run', { onProgress, signal, sudo });
    const distribution = await ensureDistribution({
      ...{ kafkaVersion, onProgress, signal },
      thorough: true,
    });
    if (out === undefined) {
      console.log(distribution);
      return;
    }
    const root = archiveRoot(kafkaVersion);
    const { sha512 } = await tellUnwritable(out, 'give --out another', () =>
      writeArchive({ distribution, root, file: resolve(out) }),
    );
    console.log(`${sha512}  ${out}`);
  });
}
