/** Why a process ended, as far as its log tells. */
export interface ExitReason {
  /**
   * Whether it helps to start it again: `passing` causes end by themselves, `lasting` ones stay
   * until somebody changes something.
   */
  readonly cause: 'passing' | 'lasting' | 'unknown';
  /** The lines of its log that say why; 8 at most. */
  readonly lines: readonly string[];
}

/** A dead broker's session, or a process not quite gone, which give way within seconds. */
const PASSING = [
  /NodeExists/,
  /ZooKeeperClientTimeoutException/,
  /Failed to acquire lock on file \.lock/,
];

const LASTING = [
  /Address already in use|BindException/,
  /InconsistentClusterId|InconsistentBrokerId|Stored node id \d+ doesn't match/,
  /ConfigException|Invalid config|IllegalArgumentException: requirement failed/,
  /Could not find or load main class|ClassNotFoundException|UnsupportedClassVersionError/,
  /Unrecognized (VM )?option|Could not create the Java Virtual Machine|could not open `/,
  /agent library failed|Error opening zip file/,
  /failed to execute/,
];

/** Lines worth showing: what is logged as an error, and what the JVM itself prints. */
const TELLING =
  /\b(ERROR|FATAL)\b|Exception|Error\b|[Cc]ould not|Unrecognized|Address already in use|failed to execute/;
const STACK_FRAME = /^\s+(at |\.\.\. \d+ (more|common))/;

const MAX_LINES = 8;
const MAX_LINE_LENGTH = 400;

/** Picks the reasons out of the lines that a process wrote since it was started. */
export function explainExit(lines: readonly string[]): ExitReason {
  const telling = lines.filter((line) => TELLING.test(line) && !STACK_FRAME.test(line));
  const matches = (patterns: readonly RegExp[]) =>
    telling.some((line) => patterns.some((pattern) => pattern.test(line)));
  // What lasts wins: a broker that meets its old session may still have a wrong setting.
  const cause = matches(LASTING) ? 'lasting' : matches(PASSING) ? 'passing' : 'unknown';
  return { cause, lines: distinct(telling).slice(-MAX_LINES).map(shorten) };
}

/** Each line once, where it stands last, whatever its time. */
function distinct(lines: readonly string[]): readonly string[] {
  const text = lines.map(withoutTime);
  return lines.filter((_, index) => text.lastIndexOf(text[index] ?? '') === index);
}

const withoutTime = (line: string): string => line.replace(/^\[?[\d:,. TZ-]+\]?/, '');

const shorten = (line: string): string =>
  line.length > MAX_LINE_LENGTH ? `${line.slice(0, MAX_LINE_LENGTH)}…` : line;
