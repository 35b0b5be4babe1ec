import type { Command } from 'commander';
import { thisTerminal } from '../terminal/terminal';
import { PROSE_WIDTH, wrapText } from '../terminal/wrap-text';

/** Of help that goes to a pager or a file: it is read by people all the same. */
const USUAL_WIDTH = 80;

/** Lays out the help of a command, and of those that are added to it later, to the terminal's width. */
export function layOutHelp(command: Command): Command {
  return command.configureOutput({ getOutHelpWidth: helpWidth }).configureHelp({
    minWidthToWrap: 20,
    boxWrap: (text, width) => wrapText(text, width, ''),
  });
}

/** Puts paragraphs, between which there are empty lines, below the help, broken as the terminal needs. */
export function addHelpNotes(command: Command, notes: string): void {
  const paragraphs = notes
    .trim()
    .split('\n\n')
    .map((text) => text.replaceAll('\n', ' '));
  command.addHelpText('after', () =>
    ['', ...paragraphs.map((text) => wrapText(text, helpWidth(), ''))].join('\n\n').slice(1),
  );
}

function helpWidth(): number {
  const { width } = thisTerminal();
  return width === Infinity ? USUAL_WIDTH : Math.min(width, PROSE_WIDTH);
}
