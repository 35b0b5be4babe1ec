import { stripVTControlCharacters } from 'node:util';

/** What cdktf and cdktn say before they repeat, indented, what the app has said of its failure. */
const REPEATED = /^Command output on std(err|out):$/;

/**
 * What an app said before it failed, out of the output of the command that synthesized it; all of that
 * output where it doesn't say.
 */
export function appWords(output: readonly string[]): readonly string[] {
  const lines = output.map(stripVTControlCharacters);
  const at = lines.findLastIndex((line) => REPEATED.test(line));
  const after = at < 0 ? [] : lines.slice(at + 1);
  const end = after.findIndex((line) => !/^( {4}|$)/.test(line));
  const said = after.slice(0, end < 0 ? undefined : end).map((line) => line.slice(4));
  return said.some((line) => line !== '') ? said.join('\n').trim().split('\n') : lines;
}
