import { thisTerminal } from './terminal';
import { wrapLines } from './wrap-text';

/** Prints a line, or some, broken between words where the terminal is narrower. */
export function print(text: string): void {
  console.log(wrapLines(text, thisTerminal(process.stdout).width));
}

/** The same beside what is printed for a program: on standard error. */
export function printAside(text: string): void {
  console.error(wrapLines(text, thisTerminal(process.stderr).width));
}
