import type { RecordFilter } from './topic-record';

/** What records are to be like. */
export interface RecordMatchOptions {
  /** Records older than this are none. @default - as old as they are */
  readonly fromMs?: number | undefined;
  readonly key?: string | undefined;
  /** All of these, each with this value. */
  readonly headers?: readonly WantedHeader[] | undefined;
  readonly grep?: RegExp | undefined;
  /** Whether `grep` is not to be found. */
  readonly invert?: boolean | undefined;
}

export interface WantedHeader {
  readonly name: string;
  readonly value: string;
}

/** Whether a record is among those that are looked at: of this time, key and headers. @returns nothing where all are */
export function isAmong({
  fromMs,
  key,
  headers = [],
}: RecordMatchOptions): RecordFilter | undefined {
  const wanted = key === undefined ? undefined : Buffer.from(key);
  const named = headers.map(({ name, value }) => ({ name, value: Buffer.from(value) }));
  const tests: RecordFilter[] = [];
  if (fromMs !== undefined) tests.push(({ timestampMs }) => timestampMs >= fromMs);
  if (wanted) tests.push((record) => record.key?.equals(wanted) ?? false);
  for (const { name, value } of named) {
    tests.push((record) =>
      record.headers.some(
        ([header, content]) => header.toString() === name && (content?.equals(value) ?? false),
      ),
    );
  }
  return allOf(tests);
}

/** Whether what is sought is found in its value, which is taken for UTF-8. @returns nothing where nothing is sought */
export function isFound({ grep, invert = false }: RecordMatchOptions): RecordFilter | undefined {
  if (!grep) return undefined;
  return (record) => grep.test(record.valueText) !== invert;
}

/** What all of them let through. @returns nothing where there are none */
export function allOf(filters: readonly RecordFilter[]): RecordFilter | undefined {
  if (filters.length < 2) return filters[0];
  return (record) => filters.every((filter) => filter(record));
}
