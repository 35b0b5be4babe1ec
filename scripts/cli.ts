#!/usr/bin/env node
import './require-supported-node';
import { Command, CommanderError } from 'commander';
import { UserError } from '../cluster/errors';
import { addCapacityCommand } from './commands/capacity';
import { addConvergeCommand } from './commands/converge';
import { addDistributionCommand } from './commands/distribution';
import { addGateCommand } from './commands/gate';
import { addLocalCommand } from './commands/local';
import { addRenderCommand } from './commands/render';
import { addReplaceCommand } from './commands/replace';
import { addSmokeCommand } from './commands/smoke';
import { addStatusCommand } from './commands/status';
import { InterruptedError } from './interrupts';
import { packageVersion } from './package-version';

/** The commands; each file in commands/ adds one. */
const COMMANDS: readonly ((program: Command) => void)[] = [
  addCapacityCommand,
  addConvergeCommand,
  addDistributionCommand,
  addGateCommand,
  addLocalCommand,
  addRenderCommand,
  addReplaceCommand,
  addSmokeCommand,
  addStatusCommand,
];

/** Exit codes: 0 all well, 1 what was asked about is not well, 2 it could not be found out. */
const EXIT_COULD_NOT_RUN = 2;

async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('cdktf-kafka')
    .description('Render, run and check a Kafka cluster for logs.')
    .version(packageVersion())
    .showSuggestionAfterError()
    .exitOverride();
  for (const addCommand of COMMANDS) addCommand(program);
  await program.parseAsync(argv);
}

main(process.argv).catch((error: unknown) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : EXIT_COULD_NOT_RUN;
    return;
  }
  process.exitCode = error instanceof InterruptedError ? error.exitCode : EXIT_COULD_NOT_RUN;
  if (error instanceof UserError) console.error(error.message);
  else throw error;
});
