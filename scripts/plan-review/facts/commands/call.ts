import { UNKNOWN, type Command, type Word } from '../../../shell/command';

/** A program and what it is given. */
export class Call {
  /** Without folder and ending, in small letters: `kafka-topics` of `/opt/kafka/bin/kafka-topics.sh`. */
  readonly name: string;

  constructor(
    readonly words: readonly Word[],
    readonly command: Command,
    readonly place: Place,
  ) {
    const [program = ''] = words.map(({ text }) => text);
    this.name = program
      .replace(/^.*[/\\]/, '')
      .replace(/\.(sh|bat|cmd|exe|ps1)$/i, '')
      .toLowerCase();
  }

  get program(): string {
    return this.words[0]?.text ?? '';
  }

  get args(): readonly string[] {
    return this.words.slice(1).map(({ text }) => text);
  }

  /** The words that are no options. A value behind an option counts as one. */
  get operands(): readonly Word[] {
    return this.words.slice(1).filter(({ text }) => !text.startsWith('-') && text !== '');
  }

  /** Whether an option is given: `-r` also among others, as in `-rf`, `--recursive` also with a value. */
  has(...options: readonly string[]): boolean {
    return this.args.some((arg) =>
      options.some((option) =>
        /^-\w$/.test(option)
          ? /^-\w+$/.test(arg) && arg.includes(option[1]!)
          : arg === option || arg.startsWith(`${option}=`),
      ),
    );
  }

  /**
   * Whether one of its words is such a one.
   *
   * @param within the first few of them, options and their values aside. @default - all
   */
  says(pattern: RegExp, within?: number): boolean {
    const words =
      within === undefined
        ? this.operands.map(({ text }) => text)
        : this.subcommands.slice(0, within);
    return words.some((word) => pattern.test(word));
  }

  /** The words that say what a tool shall do: `s3`, `rm` of `aws --region x s3 rm`. */
  get subcommands(): readonly string[] {
    return this.args.filter(
      (arg, index) =>
        !arg.startsWith('-') && arg !== '' && !WITH_VALUE.test(this.args[index - 1] ?? ''),
    );
  }

  /** The value of an option, behind a blank or `=`. */
  valueOf(...options: readonly string[]): string | undefined {
    const { args } = this;
    for (const [index, arg] of args.entries()) {
      if (options.includes(arg)) return args[index + 1];
      const option = options.find((each) => arg.startsWith(`${each}=`));
      if (option !== undefined) return arg.slice(option.length + 1);
    }
    return undefined;
  }

  /** The words from this one on, as a call of their own. */
  from(index: number): Call {
    return this.withWords(this.words.slice(index));
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

/** Where a call runs. */
export interface Place {
  /** Whether on a host, not where terraform runs. */
  readonly isHost: boolean;
  /** The folder that it is in, where a `cd` before it says so. */
  readonly folder: string | undefined;
}

function outputOf({ words, input }: Command): string {
  const [program = '', ...args] = words.map(({ text }) => text);
  if (program === 'echo') return args.filter((arg) => !/^-[neE]+$/.test(arg)).join(' ');
  if (program === 'printf') return args.join(' ').replace(/\\n/g, '\n');
  if (program === 'yes') return args.join(' ') || 'y';
  return program === 'cat' && args.length === 0 && input !== undefined ? input : UNKNOWN;
}
