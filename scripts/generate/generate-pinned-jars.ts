import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatPins, pinsFile, type PinnedJar } from '../distribution/pinned-jars';
import { readJars } from '../distribution/read-jars';
import { runMaven } from '../distribution/run-maven';

async function generate(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pinned-jars-'));
  try {
    await runMaven({ into: folder, onProgress: console.log });
    const jars = (await readJars(folder, { digests: true })) as readonly PinnedJar[];
    writeFileSync(pinsFile(), formatPins(jars));
    console.log(`${jars.length} jars pinned in ${pinsFile()}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void generate();
