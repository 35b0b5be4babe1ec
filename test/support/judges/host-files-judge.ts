import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packageFolder } from '../../../cluster/package-folder';
import { ensureDistribution } from '../../../scripts/distribution/ensure-distribution';
import { findJava } from '../../../scripts/prerequisites/java';

/** A file to be read, and who reads it. */
export interface FileToJudge {
  readonly kind: 'broker' | 'zookeeper' | 'log4j' | 'properties';
  readonly path: string;
}

/** What was read, or `refused` with the reason. */
export type Reading = Readonly<Record<string, string>>;

/** Lets Kafka's, ZooKeeper's and log4j's own classes read these files, all in one Java. */
export async function readByJudge(files: readonly FileToJudge[]): Promise<readonly Reading[]> {
  const libs = join(await ensureDistribution(), 'libs', '*');
  const program = join(packageFolder(), 'test/support/judges/HostFilesJudge.java');
  const java = findJava() ?? 'java';
  const { status, stdout, stderr } = spawnSync(java, ['-cp', libs, program], {
    input: JSON.stringify(files),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`HostFilesJudge.java ended with ${status}: ${stderr}`);
  const readings = stdout.trim().split('\n').slice(-files.length);
  return readings.map((line) => JSON.parse(line) as Reading);
}
