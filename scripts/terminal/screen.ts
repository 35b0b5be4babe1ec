import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { terminalIsOthers } from './foreground';

type Output = Pick<NodeJS.WriteStream, 'columns' | 'rows' | 'write'>;

const ESC = '\u001b[';
/** The screen beside the one with the lines of the shell, which is as it was once this one is left. */
const [ENTER, LEAVE] = [`${ESC}?1049h${ESC}?25l`, `${ESC}?25h${ESC}?1049l`];
const [HOME, TO_LINE_END, TO_SCREEN_END] = [`${ESC}H`, `${ESC}K`, `${ESC}J`];

/** A text that is drawn anew in its place, as large as the terminal is; it is to be left. */
export class Screen {
  private isEntered = false;

  /** @param isOthers whether the terminal is another job's: then nothing is drawn */
  constructor(
    private readonly output: Output = process.stdout,
    private readonly isOthers = terminalIsOthers,
  ) {
    process.on('exit', this.leave);
  }

  /** Draws over what is there, without a moment of nothing. What does not fit is counted in the last line. */
  draw(text: string): void {
    if (this.isOthers()) return;
    const { columns = 80, rows = 24 } = this.output;
    if (!this.isEntered) this.output.write(ENTER);
    this.isEntered = true;
    const lines = fit(text.split('\n'), columns, rows);
    // Not after the last line: a terminal would move all of them up.
    this.output.write(
      `${HOME}${lines.map((line) => line + TO_LINE_END).join('\r\n')}${TO_SCREEN_END}`,
    );
  }

  /** Gives the terminal back until something is drawn again. */
  pause(): void {
    if (this.isEntered) this.output.write(LEAVE);
    this.isEntered = false;
  }

  /** Gives the terminal back. It is done by itself where the process ends before, as after a second Ctrl-C. */
  readonly leave = (): void => {
    process.off('exit', this.leave);
    this.pause();
  };
}

/** A line that is longer than the terminal, such as a path, takes several rows of it. */
function fit(lines: readonly string[], columns: number, rows: number): readonly string[] {
  const heights = lines.map((line) =>
    Math.max(1, Math.ceil(stringWidth(stripVTControlCharacters(line)) / columns)),
  );
  const total = heights.reduce((sum, height) => sum + height, 0);
  if (total <= rows) return lines;
  let left = rows - 1;
  const shown = lines.filter((_, index) => (left -= heights[index]!) >= 0);
  return [
    ...shown,
    `… ${lines.length - shown.length} more lines: a taller terminal has them`.slice(0, columns),
  ];
}
