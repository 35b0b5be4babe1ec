import { isUtf8 } from 'node:buffer';
import { UserError } from '../../cluster/errors';
import { UNSEEN } from '../../cluster/visible-text';
import { groupBy } from '../cluster-access/group-by';
import type { RecordHeaders, TopicRecord } from './topic-record';

/** What is printed of a record, without the end of its line. */
export type RecordText = (record: TopicRecord) => Buffer | string;

const EMPTY = Buffer.alloc(0);

/** A line of JSON; what is no UTF-8 stands as `{"base64": "…"}`. */
export function jsonText(
  record: TopicRecord,
  more: Readonly<Record<string, unknown>> = {},
): string {
  const { topic, partition, offset, timestampMs, key, value, headers } = record;
  const text = JSON.stringify({
    ...{ topic, partition, offset, timestamp: timeOf(timestampMs) },
    ...{ key: jsonValue(key), value: jsonValue(value), headers: jsonHeaders(headers) },
    ...more,
  });
  // JSON may have them as they are, but a terminal would obey some and hide others.
  return text.replace(UNSEEN, escaped);
}

/** The furthest that a date reaches; a producer may write any number. */
const LAST_DATE_MS = 8.64e15;
/** What a record without a time has. */
const NO_TIME_MS = -1;

/** A date, or the milliseconds themselves where they are none. */
function timeOf(timestampMs: number): string | number | null {
  if (timestampMs === NO_TIME_MS) return null;
  return Math.abs(timestampMs) <= LAST_DATE_MS ? new Date(timestampMs).toISOString() : timestampMs;
}

function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

function jsonValue(bytes: Buffer | null): unknown {
  if (bytes === null) return null;
  return isUtf8(bytes) ? bytes.toString() : { base64: bytes.toString('base64') };
}

/** By their names; several of one name are a list. */
function jsonHeaders(headers: RecordHeaders): Readonly<Record<string, unknown>> {
  const byName = groupBy(headers, ([name]) => name.toString());
  return Object.fromEntries(
    byName.map(([name, same]) => {
      const values = same.map(([, value]) => jsonValue(value));
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

/** What may stand between braces in a format. */
const FIELDS: Readonly<Record<string, (record: TopicRecord) => Buffer | string>> = {
  time: ({ timestampMs }) => String(timeOf(timestampMs) ?? ''),
  topic: ({ topic }) => topic,
  partition: ({ partition }) => String(partition),
  offset: ({ offset }) => String(offset),
  key: ({ key }) => key ?? EMPTY,
  value: ({ value }) => value ?? EMPTY,
  host: (record) => record.header('host') ?? EMPTY,
  file: (record) => record.header('file') ?? EMPTY,
};

/** For help and errors. */
export const FORMAT_FIELDS = [...Object.keys(FIELDS), 'header:NAME'].map((name) => `{${name}}`);

/**
 * Reads a format such as `{time} {host} {value}`; `\t` and `\n` in it are what they are in C.
 *
 * @throws UserError for braces around something else
 */
export function parseFormat(format: string): RecordText {
  const parts = format
    .replaceAll(/\\([tn\\])/g, (_, letter: string) => ESCAPES[letter]!)
    .split(/(\{[^{}]*\})/)
    .filter((part) => part !== '')
    .map(partOf);
  return (record) => Buffer.concat(parts.map((part) => bytesOf(part(record))));
}

const bytesOf = (text: Buffer | string) => (typeof text === 'string' ? Buffer.from(text) : text);

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', '\\': '\\' };

function partOf(part: string): RecordText {
  const [, name] = /^\{(.*)\}$/.exec(part) ?? [];
  if (name === undefined) return () => part;
  const [, header] = /^header:(.+)$/.exec(name) ?? [];
  if (header !== undefined) return (record) => record.header(header) ?? EMPTY;
  const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  if (field) return field;
  throw new UserError(
    `--format: must have ${FORMAT_FIELDS.join(', ')} in braces, got '${part}'. Name one of them.`,
  );
}
