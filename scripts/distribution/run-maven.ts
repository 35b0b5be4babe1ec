import { UserError } from '../../cluster/errors';
import { runProgram } from '../processes/run-program';
import { pomFile } from './pinned-jars';

/**
 * Lets Maven resolve the pom and copy the jars into a folder. Maven's own settings (mirrors, a proxy,
 * the local repository) hold.
 *
 * @throws UserError with Maven's reasons where it fails
 */
export async function runMaven(options: {
  readonly into: string;
  readonly onProgress?: ((text: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}): Promise<void> {
  let downloaded = 0;
  const { code, lastLines } = await runProgram(
    [
      ...['mvn', '--batch-mode', '--file', pomFile(), 'dependency:copy-dependencies'],
      ...['-DincludeScope=runtime', `-DoutputDirectory=${options.into}`],
    ],
    {
      signal: options.signal,
      onLine: (line) => {
        const file = /Downloaded from .*\/([^/ ]+\.jar)/.exec(line)?.[1];
        if (file) options.onProgress?.(`Maven: ${++downloaded} jars fetched, ${file}`);
      },
    },
  );
  if (code !== 0) throw new UserError(mavenFailure(lastLines));
}

/** Maven's own reasons, without its advice on stack traces and debug logging. */
function mavenFailure(lines: readonly string[]): string {
  const reasons = lines.filter(
    (line) => /^\[(ERROR|FATAL)\]/.test(line) && !/Re-run|\[Help/.test(line),
  );
  const shown = reasons.length > 0 ? reasons : lines.slice(-5);
  return [
    'mvn dependency:copy-dependencies: must bring the jars that kafka/pom.xml names. ' +
      'Check the network and the mirrors in ~/.m2/settings.xml, then run it again.',
    ...shown.map((line) => `  ${line}`),
  ].join('\n');
}
