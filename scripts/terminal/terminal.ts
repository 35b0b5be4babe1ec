import { glyphs, type Glyphs } from './glyphs';

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
