import { UserError } from '../../cluster/errors';
import { KAFKA_RELEASES, type KafkaVersion } from '../../cluster/kafka-releases';
import { runProgram } from '../system/run-program';
import { pomFile } from './pinned-jars';

/** By its full name; by its prefix, Maven would first ask the network what the prefix means. */
const COPY_DEPENDENCIES = 'org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies';

/** It lives for seconds: one compiler takes half of the processor time that two take. */
const QUICKLY = '-XX:TieredStopAtLevel=1';

/** The versions that the pom leaves open. */
function versions(kafkaVersion: KafkaVersion): readonly string[] {
  const { zookeeper, jmxExporter } = KAFKA_RELEASES[kafkaVersion];
  return [
    `-Dkafka.version=${kafkaVersion}`,
    `-Dzookeeper.version=${zookeeper}`,
    `-Djmx.exporter.version=${jmxExporter}`,
  ];
}

/**
 * Lets Maven resolve the pom for a release and copy the jars into a folder. Maven's own settings (mirrors, a proxy,
 * the local repository) hold.
 *
 * @throws UserError with Maven's reasons where it fails
 */
export async function runMaven(options: {
  readonly kafkaVersion: KafkaVersion;
  readonly into: string;
  readonly onProgress?: ((text: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}): Promise<void> {
  let downloaded = 0;
  const { code, lastLines } = await runProgram(
    [
      ...['mvn', '--batch-mode', '--file', pomFile(), COPY_DEPENDENCIES],
      ...versions(options.kafkaVersion),
      ...['-DincludeScope=runtime', `-DoutputDirectory=${options.into}`],
    ],
    {
      env: { MAVEN_OPTS: `${QUICKLY} ${process.env.MAVEN_OPTS ?? ''}` },
      signal: options.signal,
      onLine: (line) => {
        const file = /Downloaded from .*\/([^/ ]+\.jar)/.exec(line)?.[1];
        if (file) options.onProgress?.(`Maven: ${++downloaded} jars fetched, ${file}`);
      },
    },
  );
  if (code === 0) return;
  throw new UserError(
    [
      'mvn dependency:copy-dependencies: must bring the jars that kafka/pom.xml names. ' +
        'Check the network and the mirrors in ~/.m2/settings.xml, then run it again.',
      ...mavenReasons(lastLines).map((line) => `  ${line}`),
    ].join('\n'),
  );
}

/**
 * Picks Maven's reasons out of the end of its output, without its advice on stack traces and debug
 * logging; the last lines where it names none.
 */
export function mavenReasons(lines: readonly string[]): readonly string[] {
  const reasons = lines
    .filter((line) => /^\[(ERROR|FATAL)\] \S/.test(line) && !ADVICE.test(line))
    .map((line) => line.replace(/ -> \[Help \d+\]$/, ''));
  return reasons.length > 0 ? reasons : lines.slice(-LAST_LINES);
}

const ADVICE = /stack trace of the errors|Re-run Maven|For more information|\] \[Help \d+\] /;
const LAST_LINES = 5;
