import { visibleLine } from '../../cluster/visible-text';

/** As wide as the longest label, and two blanks: where the terminal is narrow, the text goes on behind them. */
const WIDTH = 'Consumer lag  '.length;

/** One line of the status: what it is about, and what is said of it, which may be the words of hosts. */
export function labelled(label: string, text: string): string {
  return label.padEnd(WIDTH) + visibleLine(text);
}
