import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { UserError } from '../../cluster/errors';
import { packageFolder } from '../../cluster/package-folder';
import { readRecord } from './cluster-record';
import { localReach } from './local-secrets';
import { STAY, type SupervisorMessage } from './supervise';
import type { RunningCluster } from './wait-until-ready';

/** A cluster that a supervisor in the background looks after. */
export interface BackgroundCluster extends RunningCluster {
  /** Lets it outlive this command. */
  letStay(): Promise<void>;
  stop(): Promise<void>;
}

/** Output of the supervisor, in the cluster's folder. */
const SUPERVISOR_LOG = 'supervisor.log';

/**
 * Starts a supervisor for a cluster, in a session of its own. Until it is let stay, it ends when
 * this process does.
 *
 * @param options.specFile undefined for the default spec
 * @param options.ship the folder that logs are sent from once it is let stay; undefined where none are
 * @throws UserError with the reason where the cluster can't be started
 */
export async function startSupervisor(options: {
  readonly folder: string;
  readonly specFile: string | undefined;
  readonly ship?: string | undefined;
}): Promise<BackgroundCluster> {
  const { folder, specFile, ship } = options;
  mkdirSync(folder, { recursive: true });
  const log = openSync(join(folder, SUPERVISOR_LOG), 'a');
  const supervisor = fork(
    join(packageFolder(), 'dist', 'scripts', 'cli.js'),
    [
      ...['local', 'supervise', '--folder', folder],
      ...(ship === undefined ? [] : ['--ship', ship]),
      ...(specFile === undefined ? [] : [specFile]),
    ],
    { detached: true, stdio: ['ignore', log, log, 'ipc'], execArgv: [] },
  );
  closeSync(log);
  // Where this process ends at once, so does the cluster: a second SIGTERM waits for nothing.
  const endWithUs = () => supervisor.kill('SIGTERM');
  process.on('exit', endWithUs);
  const message = await firstMessage(supervisor);
  if (message.kind === 'refused') throw new UserError(message.message);
  const record = readRecord(folder);
  if (!record) throw new Error(`the cluster in ${folder} left no record`);
  return {
    topology: record.topology,
    folder,
    reach: localReach(folder, record.topology),
    processes: () => readRecord(folder)?.processes ?? [],
    letStay: async () => {
      process.off('exit', endWithUs);
      await new Promise((resolve) => supervisor.send(STAY, resolve));
      supervisor.disconnect();
      supervisor.unref();
    },
    stop: async () => {
      supervisor.kill('SIGTERM');
      if (supervisor.exitCode === null && supervisor.signalCode === null) {
        await once(supervisor, 'exit');
      }
    },
  };
}

async function firstMessage(supervisor: ChildProcess): Promise<SupervisorMessage> {
  const ended = once(supervisor, 'exit').then(([code]) => ({
    kind: 'refused' as const,
    message: `The supervisor ended with code ${code}. Look at ${SUPERVISOR_LOG} in its folder.`,
  }));
  const told = once(supervisor, 'message') as Promise<[SupervisorMessage]>;
  return await Promise.race([told.then(([message]) => message), ended]);
}
