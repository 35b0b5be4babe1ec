import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SpecError } from '../cluster/errors';
import { DEFAULT_KAFKA_VERSION, type KafkaVersion } from '../cluster/kafka-releases';
import { packageFolder } from '../cluster/package-folder';
import { RUN_PROGRAM } from '../cluster/program';

const known = new Map<KafkaVersion, string>();

/**
 * The archive of a Kafka release in the user's cache, made where there is none: for stacks that name none. Synth can't
 * wait for what is asynchronous, so the package's own command makes it, which tells its progress and
 * why it fails on standard error.
 *
 * @throws SpecError where it can't be made
 */
export function cachedArchive(version: KafkaVersion): string {
  const file =
    known.get(version) ?? askCommand(join(packageFolder(), 'dist/scripts/cli.js'), version);
  known.set(version, file);
  return file;
}

/** The command that makes a release's archive. */
export function archiveCommand(version: KafkaVersion, file: string): string {
  const named = version === DEFAULT_KAFKA_VERSION ? '' : ` --kafka-version ${version}`;
  return `${RUN_PROGRAM} distribution${named} --out ${file}`;
}

function askCommand(command: string, version: KafkaVersion): string {
  if (!existsSync(command)) {
    throw refusal('be named in a checkout that is not built', 'Run npm run build');
  }
  // Whoever synthesizes doesn't expect that something is installed in the name of root.
  const argv = [command, 'distribution', '--cached', '--kafka-version', version, '--no-sudo'];
  const { status, stdout } = spawnSync(process.execPath, argv, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const file = /^[0-9a-f]{128} {2}(.+)\n$/.exec(stdout ?? '')?.[1];
  if (status === 0 && file !== undefined) return file;
  throw refusal(
    'be made where none is named, and that failed as told above',
    `Mend that, or name Kafka's archive, as \`${archiveCommand(version, 'FILE')}\` writes it where Java, Maven and a network are`,
  );
}

const refusal = (rule: string, remedy: string): SpecError =>
  new SpecError([{ path: 'kafkaArchive', rule, remedy }]);
