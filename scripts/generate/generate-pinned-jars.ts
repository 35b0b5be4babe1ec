import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KAFKA_VERSIONS, type KafkaVersion } from '../../cluster/kafka-releases';
import { formatPins, pinsFile, type PinnedJar } from '../distribution/pinned-jars';
import { readFiles } from '../distribution/read-files';
import { runMaven } from '../distribution/run-maven';

async function generate(kafkaVersion: KafkaVersion): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pinned-jars-'));
  try {
    await runMaven({ kafkaVersion, into: folder, onProgress: console.log });
    const jars = (await readFiles(folder, { digests: true })) as readonly PinnedJar[];
    writeFileSync(pinsFile(kafkaVersion), formatPins(jars));
    console.log(`${jars.length} jars pinned in ${pinsFile(kafkaVersion)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Those of every release. */
async function main(): Promise<void> {
  for (const version of KAFKA_VERSIONS) await generate(version);
}

void main();
