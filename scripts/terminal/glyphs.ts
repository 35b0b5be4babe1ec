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
