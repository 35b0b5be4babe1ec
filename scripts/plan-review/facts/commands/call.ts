import { UNKNOWN, type Command, type Word } from '../../../shell/command';

/** Where a call runs. */
export interface Place {
  /** Whether on a host, not where terraform runs. */
  readonly isHost: boolean;
  /** The folder that it is in, where a `cd` before it says so. */
  readonly folder: string | undefined;
}

/** A program and what it is given. */
export class Call {
  /** Without folder and ending, in small letters: `kafka-topics` of `/opt/kafka/bin/kafka-topics.sh`. */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];

  constructor(
    readonly words: readonly Word[],
    readonly command: Command,
    readonly place: Place,
  ) {
    [this.program = '', ...this.args] = words.map(({ text }) => text);
    this.name = this.program
      .replace(/^.*[/\\]/, '')
      .replace(/\.(sh|bat|cmd|exe|ps1)$/i, '')
      .toLowerCase();
  }

  /** The words that are no options. A value behind an option counts as one. */
  get operands(): readonly Word[] {
    return this.words.slice(1).filter(({ text }) => !text.startsWith('-') && text !== '');
  }

  /** The words that say what a tool shall do: `s3`, `rm` of `aws --region x s3 rm`. */
  get subcommands(): readonly string[] {
    return this.args.filter(
      (arg, index) =>
        !arg.startsWith('-') && arg !== '' && !WITH_VALUE.test(this.args[index - 1] ?? ''),
    );
  }

  /**
   * Whether an option is given: `-r` also among others, as in `-rf`; `--recursive` also with a value, with
   * one dash, or shortened, as many parsers take it.
   */
  has(...options: readonly string[]): boolean {
    return this.args.some((arg) => {
      const [, name = ''] = /^--?([a-z][a-z-]{2,})(?:=|$)/.exec(arg) ?? [];
      return options.some((option) =>
        /^-\w$/.test(option)
          ? /^-\w+$/.test(arg) && arg.includes(option[1]!)
          : arg.split('=', 1)[0] === option || (name !== '' && option.startsWith(`--${name}`)),
      );
    });
  }

  /** The value of an option, behind a blank or `=`. */
  valueOf(...options: readonly string[]): string | undefined {
    const at = this.args.findIndex((arg) => options.includes(arg.split('=', 1)[0]!));
    if (at < 0) return undefined;
    const [, inside] = /^[^=]*=([^]*)$/.exec(this.args[at]!) ?? [];
    return inside ?? this.args[at + 1];
  }

  /** Other words in the same place, with the same input. */
  withWords(words: readonly Word[]): Call {
    return new Call(words, this.command, this.place);
  }

  /** All that it is given, and what it reads, as one text. */
  get text(): string {
    return [...this.args, this.input ?? ''].join(' ');
  }

  /** What it reads: undefined where nothing is written to it, `UNKNOWN` where nobody knows what. */
  get input(): string | undefined {
    const { input, from, redirects } = this.command;
    if (input !== undefined) return input;
    if (from) return outputOf(from);
    return redirects.some(({ operator }) => operator === '<') ? UNKNOWN : undefined;
  }
}

/** Options that tools of clouds and clusters take anywhere, and that have a value. */
const WITH_VALUE =
  /^(-[nofHpgclL]|--(namespace|context|kube-?config|kube-context|cluster|user|region|profile|output|query|endpoint-url|project|project-name|zone|host|file|resource-group|subscription|config|chdir|log-level|ca-bundle|cli-[a-z-]+-timeout))$/;

function outputOf({ words, input }: Command): string {
  const [program = '', ...args] = words.map(({ text }) => text);
  if (program === 'echo') return args.filter((arg) => !/^-[neE]+$/.test(arg)).join(' ');
  if (program === 'printf') return args.join(' ').replace(/\\n/g, '\n');
  if (program === 'yes') return args.join(' ') || 'y';
  return program === 'cat' && args.length === 0 && input !== undefined ? input : UNKNOWN;
}
