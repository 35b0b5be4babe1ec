import { Argument, Option } from 'commander';
import { UserError } from '../../cluster/errors';

// The grammar of all commands: docs/decisions/0035-one-grammar-for-all-commands.md.

/** Files and hosts that a command reads or works on are arguments; a spec is one everywhere. */
export function specArgument(): Argument {
  return new Argument('<spec>', 'spec file, such as stacks/prod-logging.spec.ts');
}

/** `--name`: a cluster on this machine, of every command that takes one. */
export function nameOption(): Option {
  return new Option('--name <name>', 'the local cluster; needed where there are several');
}

/** `--json`, of every command that answers a question. */
export function jsonOption(): Option {
  return new Option('--json', 'print it as JSON, for a program');
}

/** `--stack-folder`: where terraform works on a stack. */
export function stackFolderOption(description: string): Option {
  return new Option('--stack-folder <folder>', description);
}

/** `--allow-data-loss`; a deploy takes it from the environment. */
export function allowDataLossOption(): Option {
  return new Option(
    '--allow-data-loss <topic>',
    'lets this topic lose records or copies; may be given several times',
  )
    .env('CDKTF_KAFKA_ALLOW_DATA_LOSS')
    .argParser((text: string, before: readonly string[] = []) => [
      ...before,
      ...text.split(',').map((name) => name.trim()),
    ]);
}

/** What an option was called before it had the same name everywhere: refused with the name that it has now. */
export function formerOption(flags: string, now: string): Option {
  const option = new Option(flags).hideHelp();
  return option.argParser((value) => {
    throw new UserError(
      `${option.long}: must be ${now} in this command, got '${value}'. Write ${now} in its place.`,
    );
  });
}

/** Also given by the environment, as a deploy's steps need it. */
export function cutOffOption(): Option {
  return new Option(
    '--cut-off',
    'close ports also while somebody is connected to them, on the way to another security',
  ).env('CDKTF_KAFKA_CUT_OFF');
}

/** Likewise. */
export function toPlaintextOption(): Option {
  return new Option(
    '--to-plaintext',
    'let a secured cluster become one where everybody may do everything',
  ).env('CDKTF_KAFKA_TO_PLAINTEXT');
}

/** Both as they were given, for the command that goes on. */
export function securityWords({
  cutOff,
  toPlaintext,
}: {
  readonly cutOff?: true | undefined;
  readonly toPlaintext?: true | undefined;
}): readonly string[] {
  return [...(toPlaintext ? ['--to-plaintext'] : []), ...(cutOff ? ['--cut-off'] : [])];
}
