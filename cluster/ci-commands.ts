/**
 * What a CI system obeys in the log of a job instead of showing it, whoever has printed it: the last
 * character of what each looks for. What must begin a line may do so once a text is broken between
 * words, so a blank before it counts as well.
 */
const COMMANDS: readonly RegExp[] = [
  // GitHub: `::error file=x::text`, `::add-mask::x`.
  /(?<=(?:^|\s):):(?=[a-z][\w-]*(?:[ \t][^\n]*?)?::)/gim,
  // GitHub `##[error]`, Azure `##vso[task…]`, TeamCity `##teamcity[…]`: anywhere in a line.
  /(?<=#)#(?=[\w.-]*\[)/g,
  // Buildkite: `--- `, `+++ `, `~~~ ` and `^^^ `, which fold its log.
  /(?<=^(?:--|\+\+|~~|\^\^))[-+~^](?=\s)/gm,
  // Travis: what folds its log and measures time.
  /(?<=\btravis)_(?=(?:fold|time):)/gi,
];

/** The text with each command told apart from one: `:⟨:⟩error::` is shown, and not obeyed. */
export function withoutCommands(text: string): string {
  return COMMANDS.reduce((told, command) => told.replace(command, '⟨$&⟩'), text);
}
