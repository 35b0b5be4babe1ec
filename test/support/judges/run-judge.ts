import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { KafkaVersion } from '../../../cluster/kafka-releases';
import { ensureDistribution } from '../../../scripts/distribution/ensure-distribution';
import { findJava } from '../../../scripts/prerequisites/java';
import { SHORT_LIVED_JAVA } from '../short-lived-java';

/** A judge that is to be asked. */
interface JudgeRun {
  /** A Java source of this folder. */
  readonly program: string;
  readonly args?: readonly string[];
  /** Written to it as JSON. */
  readonly questions: unknown;
  /** Whose classes judge. @default the newest */
  readonly kafkaVersion?: KafkaVersion;
}

/** The lines that the judge prints, beside Kafka's own classes; some may be of their log. */
export async function runJudge(run: JudgeRun): Promise<readonly string[]> {
  const { program, args = [], questions, kafkaVersion } = run;
  const home = await ensureDistribution({ ...(kafkaVersion && { kafkaVersion }) });
  const argv = [...SHORT_LIVED_JAVA, '-cp', join(home, 'libs', '*')];
  const { status, stdout, stderr } = spawnSync(
    findJava() ?? 'java',
    [...argv, join(__dirname, program), ...args],
    { input: JSON.stringify(questions), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return stdout.trim().split('\n');
}
