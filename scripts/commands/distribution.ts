import { resolve } from 'node:path';
import type { Command } from 'commander';
import { DEFAULT_KAFKA_VERSION } from '../../cluster/kafka-versions';
import { ensureDistribution } from '../distribution/ensure-distribution';
import { writeArchive } from '../distribution/write-archive';
import { withInterrupts } from '../interrupts';
import { ensurePrerequisites } from '../prerequisites/ensure-prerequisites';
import { sayAside } from '../terminal/say';

/** `cdktf-kafka distribution`: Kafka's jars, as the archive that hosts install. */
export function addDistributionCommand(program: Command): void {
  program
    .command('distribution')
    .description(
      "Bring Kafka's jars into the cache, check them, and pack them as hosts install them.",
    )
    .option('--out <file>', 'archive to write (.tar), with its SHA-512 in <file>.sha512 beside it')
    .addHelpText('after', HELP)
    .action(({ out }: { readonly out?: string }) => run(out));
}

const HELP = `
Prints the archive's SHA-512 and its name; without --out, the folder in the cache.
The archive is the same to the byte on every machine. It is not compressed: jars are already,
and zlib's output differs between its versions.`;

async function run(out: string | undefined): Promise<void> {
  await withInterrupts(async (signal) => {
    const onProgress = sayAside;
    await ensurePrerequisites('run', { onProgress, signal });
    const distribution = await ensureDistribution({ onProgress, signal, thorough: true });
    if (out === undefined) {
      console.log(distribution);
      return;
    }
    const root = `kafka-${DEFAULT_KAFKA_VERSION}`;
    const { sha512 } = await writeArchive({ distribution, root, file: resolve(out) });
    console.log(`${sha512}  ${out}`);
  });
}
