/** What was written at one moment: a line, and those that belong to it, such as a stack trace. */
export interface LogEntry {
  /** By the clock of its host, in a form that sorts: `2026-11-27 06:42:30.123`. */
  readonly at: string;
  readonly lines: readonly string[];
}

/** log4j's, ZooKeeper's, a JVM's and journalctl's: in brackets or not, to the millisecond or finer. */
const TIME = /^\[?(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)[.,](\d{3})/;

/** When a line was written; undefined where it belongs to the one before. */
export function timeOf(line: string): string | undefined {
  const [, day, time, milliseconds] = TIME.exec(line) ?? [];
  return day && `${day} ${time}.${milliseconds}`;
}

/** Gathers lines, as they come, into entries. What stands before the first time belongs to no entry that is known. */
export class EntryReader {
  #open: { at: string; lines: string[] } = { at: '', lines: [] };

  /** @returns the entry before, where this line begins another one */
  take(line: string): LogEntry | undefined {
    const at = timeOf(line);
    if (at === undefined) {
      this.#open.lines.push(line);
      return undefined;
    }
    const before = this.flush();
    this.#open = { at, lines: [line] };
    return before;
  }

  /** The entry that is being read: where no more comes, or not for a while. Lines that come after all have its time. */
  flush(): LogEntry | undefined {
    const { at, lines } = this.#open;
    this.#open = { at, lines: [] };
    return lines.length > 0 ? { at, lines } : undefined;
  }
}
