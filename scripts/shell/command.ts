/** Stands in a word for what the text alone doesn't tell, such as the value of a variable. */
export const UNKNOWN = '\u{FFFC}';

/** A word of a command, its quotes undone. */
export interface Word {
  /** With `UNKNOWN` where nobody knows. */
  readonly text: string;
  /** What stands for the unknown, as the text spells it: names of variables, `var.folder`. */
  readonly unknown: readonly string[];
  /** The commands whose output is put in it, or that read or write what it names. */
  readonly inner: readonly Command[];
}

/** Where a command reads from or writes to: `>` and `/dev/null`. */
export interface Redirect {
  readonly operator: string;
  readonly target: Word;
}

/** One command of a script, with its words as far as the text tells them. */
export interface Command {
  /** Without assignments, keywords and redirections. */
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
  /** A here-document or a here-string. */
  readonly input?: string;
  /** The command whose output it reads. */
  readonly from?: Command;
  /** What stands between it and the command before it: `;`, `&&`, `||`, `|`, or `then`. */
  readonly joint: string;
  /** As it stands in the text. */
  readonly spelled: string;
}
