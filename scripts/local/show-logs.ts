import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { UserError } from '../../cluster/errors';
import { visibleText } from '../../cluster/visible-text';
import { findCluster, type NamedCluster } from './cluster-folders';
import type { ProcessRecord } from './cluster-record';

export interface ShowLogsOptions {
  readonly name: string | undefined;
  readonly host: string;
  /** @default - Kafka, where the host is a broker */
  readonly process: string | undefined;
  readonly lines: string;
  /** Go on with what comes, also when the log is rotated. */
  readonly follow: boolean;
}

/**
 * Shows the end of a process's log, and of what it printed if that is anything.
 *
 * @throws UserError where there is no such process
 */
export async function showLogs(options: ShowLogsOptions): Promise<void> {
  const { ownLog, consoleLog } = findProcess(findCluster(options.name), options);
  const files = [ownLog, consoleLog].filter((file) => sizeOf(file) > 0);
  if (files.length === 0) throw new UserError(`${ownLog}: must hold something, but is empty yet.`);
  const follow = options.follow ? ['-F'] : [];
  const tail = spawn('tail', ['-n', options.lines, ...follow, '--', ...files], {
    stdio: ['inherit', process.stdout.isTTY ? 'pipe' : 'inherit', 'inherit'],
  });
  // Clients name themselves in it: a terminal would obey what they write.
  if (tail.stdout)
    createInterface({ input: tail.stdout }).on('line', (line) => console.log(visibleText(line)));
  const [code] = (await once(tail, 'close')) as [number | null];
  process.exitCode = code ?? 0;
}

function findProcess(
  { name, record }: NamedCluster,
  { host, process }: Pick<ShowLogsOptions, 'host' | 'process'>,
): ProcessRecord {
  const ofHost = record.processes.filter((each) => each.host === host);
  const wanted =
    process ?? (ofHost.some((each) => each.process === 'kafka') ? 'kafka' : 'zookeeper');
  const found = ofHost.find((each) => each.process === wanted);
  if (found) return found;
  const names = record.processes.map((each) => `${each.host} ${each.process}`).join(', ');
  throw new UserError(
    `Host and process: must be of the local cluster '${name}', got '${host} ${wanted}'. It has ${names}.`,
  );
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
