import { ensureDistribution } from '../../scripts/distribution/ensure-distribution';
import { runProgram, type RunProgramOptions } from '../../scripts/system/run-program';
import { SHORT_LIVED_JAVA } from '../support/short-lived-java';
import { inLab, type Lab } from './start-lab';

/**
 * Runs a tool of Kafka's own on a lab's network.
 *
 * @param name its class
 * @returns what it printed, by line
 * @throws Error with the end of that where it fails
 */
export async function runKafkaTool(
  lab: Lab,
  name: string,
  args: readonly string[],
  options: Pick<RunProgramOptions, 'onLine' | 'signal'> = {},
): Promise<readonly string[]> {
  const lines: string[] = [];
  const onLine = (line: string) => void lines.push(line);
  const { code } = await runProgram(await kafkaCommand(lab, name, args), { onLine, ...options });
  if (code === 0) return lines;
  throw new Error(`${name} ended with ${code}: ${lines.slice(-5).join('\n')}`);
}

/** The command that does so. */
export async function kafkaCommand(
  lab: Lab,
  name: string,
  args: readonly string[],
): Promise<readonly string[]> {
  const jars = `${await ensureDistribution()}/libs/*`;
  const options = ['-Xmx256m', ...SHORT_LIVED_JAVA, '-cp', jars];
  return inLab(lab.place, ['java', ...options, name, ...args]);
}

/** Those that lie in `org.apache.kafka.tools`. */
export const TOOLS_PACKAGE = 'org.apache.kafka.tools';
