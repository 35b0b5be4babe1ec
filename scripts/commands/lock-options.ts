import { Option, type Command } from 'commander';
import type { LockOptions } from '../changing/with-cluster-change';
import { parseSeconds } from './waiting-options';

/** The options of every command that changes a live cluster. */
export interface LockCommandOptions {
  readonly waitForLock: number;
  readonly withoutLock?: true;
}

/** Adds the options; how long to wait can also be given by the environment, as a deploy's steps need it. */
export function addLockOptions(command: Command): Command {
  return command
    .addOption(waitForLockOption())
    .option('--without-lock', 'go on where ZooKeeper gives no lock, as long as that is so');
}

export function waitForLockOption(): Option {
  return new Option('--wait-for-lock <seconds>', 'how long to wait for whoever changes the cluster')
    .env('CDKTF_KAFKA_WAIT_FOR_LOCK')
    .default(0)
    .argParser(parseSeconds);
}

export function lockOptions({ waitForLock, withoutLock }: LockCommandOptions): LockOptions {
  return {
    waitForLockMs: waitForLock * 1_000,
    withoutLock: withoutLock ?? false,
    within: outerRun(),
  };
}

/** Names the run that holds the lock to the commands that terraform starts for it. */
export const OUTER_RUN = 'CDKTF_KAFKA_OUTER_RUN';

/** The run of a command that this one is a step of. */
export function outerRun(): string | undefined {
  return process.env[OUTER_RUN];
}
