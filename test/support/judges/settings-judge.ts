import type { KafkaVersion } from '../../../cluster/kafka-releases';
import { runJudge } from './run-judge';

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
  const lines = await runJudge({
    ...{ program: 'SettingsJudge.java', args: [kind], questions },
    ...(kafkaVersion && { kafkaVersion }),
  });
  // Log lines of the classes under judgement may stand before the verdicts.
  return JSON.parse(lines.at(-1)!) as (string | null)[];
}
