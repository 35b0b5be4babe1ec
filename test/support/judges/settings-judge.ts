import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { KafkaVersion } from '../../../cluster/kafka-releases';
import { packageFolder } from '../../../cluster/package-folder';
import { ensureDistribution } from '../../../scripts/distribution/ensure-distribution';
import { findJava } from '../../../scripts/prerequisites/java';

/** Settings as a file holds them. */
export type SettingTexts = Readonly<Record<string, string>>;

/**
 * What Kafka's own classes say: `broker` judges a server.properties, `zookeeper` a zoo.cfg (in a data
 * folder of its own), `request` the `key` and `version` of one of the protocol, `constant` whether the
 * `class` named holds the `text`. One Java start for all.
 */
export async function judge(
  kind: 'broker' | 'zookeeper' | 'request' | 'constant',
  questions: readonly SettingTexts[],
  kafkaVersion?: KafkaVersion,
): Promise<readonly (string | null)[]> {
  const libs = join(
    await ensureDistribution({ ...(kafkaVersion && { kafkaVersion }) }),
    'libs',
    '*',
  );
  const program = join(packageFolder(), 'test/support/judges/SettingsJudge.java');
  const { status, stdout, stderr } = spawnSync(findJava() ?? 'java', ['-cp', libs, program, kind], {
    input: JSON.stringify(questions),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`SettingsJudge.java ended with ${status}: ${stderr}`);
  // Log lines of the classes under judgement may stand before the verdicts.
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as (string | null)[];
}
