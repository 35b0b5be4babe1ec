import type { TopicRecord } from './topic-record';

/** A record to be shown, and whether it is what was sought or stands beside it. */
export interface ShownRecord {
  readonly record: TopicRecord;
  readonly isMatch: boolean;
}

/** Records that are shown together: matches, and what stands around them in the same file. */
export type RecordGroup = readonly ShownRecord[];

export interface ContextOptions {
  /** How many records before each match are shown with it, and how many after it. */
  readonly before: number;
  readonly after: number;
}

/** A file of a host, of which records come in their order. */
interface Stream {
  /** The last ones that are not shown, in case the next one is a match. */
  before: TopicRecord[];
  open: ShownRecord[];
  /** How many more belong to the open group. */
  left: number;
}

/** Puts matches together with the records around them, of the same host and file. */
export class ContextLines {
  readonly #streams = new Map<string, Stream>();

  constructor(private readonly options: ContextOptions) {}

  /** @returns the group that is whole by this record, if one is */
  take(record: TopicRecord, isMatch: boolean): RecordGroup | undefined {
    const stream = this.#streamOf(record);
    const { before, after } = this.options;
    if (isMatch) {
      const around = stream.before.map((each) => ({ record: each, isMatch: false }));
      stream.open.push(...around, { record, isMatch });
      stream.before = [];
      stream.left = after;
      return this.#whole(stream);
    }
    if (stream.left > 0) {
      stream.open.push({ record, isMatch });
      stream.left -= 1;
      return this.#whole(stream);
    }
    stream.before.push(record);
    if (stream.before.length > before) stream.before.shift();
    return undefined;
  }

  /** Whether a group waits for records after its match. */
  get isOpen(): boolean {
    for (const { open } of this.#streams.values()) if (open.length > 0) return true;
    return false;
  }

  /** The groups that wait for what does not come, in the order of their files. */
  flush(): readonly RecordGroup[] {
    return [...this.#streams.values()].filter(({ open }) => open.length > 0).map(closed);
  }

  #whole(stream: Stream): RecordGroup | undefined {
    return stream.left === 0 ? closed(stream) : undefined;
  }

  #streamOf(record: TopicRecord): Stream {
    const name = streamName(record);
    let stream = this.#streams.get(name);
    if (!stream) this.#streams.set(name, (stream = { before: [], open: [], left: 0 }));
    return stream;
  }
}

function closed(stream: Stream): RecordGroup {
  const group = stream.open;
  stream.open = [];
  stream.left = 0;
  return group;
}

/** Its host and file, by the headers that a shipper sets; where they are missing, its partition. */
function streamName(record: TopicRecord): string {
  const [host, file] = [record.header('host'), record.header('file')];
  return host && file
    ? [record.topic, host, file].join('\0')
    : [record.topic, record.partition].join('\0');
}
