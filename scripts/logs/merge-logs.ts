import type { LogEntry } from './log-entry';

/** An entry, and whose it is. */
export interface FromSource<Source> {
  readonly source: Source;
  readonly entry: LogEntry;
}

type Entries = AsyncIterator<LogEntry, unknown>;

interface Head<Source> {
  readonly source: Source;
  readonly entries: Entries;
  readonly entry: LogEntry;
}

/**
 * Merges logs that end, by time: of each, only the entry that comes next is held. Entries of one log stay in their
 * order, whatever its clock says.
 */
export async function* mergeLogs<Source>(
  logs: readonly (readonly [Source, AsyncIterable<LogEntry>])[],
): AsyncGenerator<FromSource<Source>> {
  const next = async (source: Source, entries: Entries): Promise<readonly Head<Source>[]> => {
    const { done, value } = await entries.next();
    return done ? [] : [{ source, entries, entry: value }];
  };
  let heads = (
    await Promise.all(logs.map(([source, log]) => next(source, log[Symbol.asyncIterator]())))
  ).flat();
  while (heads.length > 0) {
    const first = heads.reduce((least, head) => (head.entry.at < least.entry.at ? head : least));
    yield { source: first.source, entry: first.entry };
    const following = await next(first.source, first.entries);
    heads = heads.flatMap((head) => (head === first ? following : [head]));
  }
}
