/** What a report is drawn for. */
export interface Terminal {
  readonly glyphs: Glyphs;
  /** Columns of a line; infinite where what is printed goes to a file or a program. */
  readonly width: number;
}

/** A stream of this process that may be a terminal. */
type Output = Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>;

/** Of one that doesn't say how wide it is. */
const USUAL_WIDTH = 80;

/** The terminal that this command was started at. The only place that asks how wide it is. */
export function thisTerminal(output: Output = process.stdout): Terminal {
  const width = output.isTTY ? output.columns || USUAL_WIDTH : Infinity;
  return { glyphs: glyphs(process.env), width };
}

/** The characters that a report draws with. */
export interface Glyphs {
  readonly good: string;
  readonly warning: string;
  readonly bad: string;
  /** Whole blocks of a bar. */
  readonly full: string;
  /** The end of a bar, from nothing to nearly a whole block. */
  readonly parts: readonly string[];
  /** What a bar leaves free. */
  readonly free: string;
  /** Where a bar should end at the latest. */
  readonly limit: string;
}

const UNICODE: Glyphs = {
  ...{ good: '✔', warning: '▲', bad: '✖' },
  ...{ full: '█', parts: ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'], free: '·', limit: '┊' },
};

const ASCII: Glyphs = {
  ...{ good: '+', warning: '!', bad: 'x' },
  ...{ full: '#', parts: [''], free: '.', limit: '|' },
};

/** Those that the terminal can show, by the locale in its environment; without one, ASCII. */
export function glyphs(env: NodeJS.ProcessEnv): Glyphs {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return /utf-?8/i.test(locale) ? UNICODE : ASCII;
}
