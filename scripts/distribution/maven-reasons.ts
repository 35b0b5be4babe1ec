/**
 * Picks Maven's reasons out of the end of its output, without its advice on stack traces and debug
 * logging; the last lines where it names none.
 */
export function mavenReasons(lines: readonly string[]): readonly string[] {
  const reasons = lines
    .filter((line) => /^\[(ERROR|FATAL)\] \S/.test(line) && !ADVICE.test(line))
    .map((line) => line.replace(/ -> \[Help \d+\]$/, ''));
  return reasons.length > 0 ? reasons : lines.slice(-LAST_LINES);
}

const ADVICE = /stack trace of the errors|Re-run Maven|For more information|\] \[Help \d+\] /;
const LAST_LINES = 5;
