import type { Terminal } from '../../terminal/terminal';

/** What the outputs need beside the review. */
export interface OutputOptions {
  /** The stack, or what else tells this review from others of the same pull request. @default - none */
  readonly name?: string;
  /** The version of this package. */
  readonly reviewerVersion: string;
  /** The file of the repository at which code scanning shows the findings. */
  readonly sourceFile: string;
  /** What the text is drawn for. */
  readonly terminal: Terminal;
}

/** Code scanning shows a finding only at a file; this one every project has that synthesizes a stack. */
export const DEFAULT_SOURCE_FILE = 'cdktf.json';
