/** What a shipper says of lines that all replicas in sync have: where they were, and where they are. */
export interface ShippedRange {
  readonly file: string;
  /** Which file of that name, by the time of its discovery. */
  readonly generation: number;
  readonly topic: string;
  /** When they were read, in minutes since 1970. */
  readonly minute: number;
  /** Bytes of the file: from here to before there. */
  readonly from: number;
  readonly to: number;
  /** How many of them are in the topic. */
  readonly lines: number;
  /** Bytes of lines that no broker takes: they are in files on the host. */
  readonly aside: readonly (readonly [number, number])[];
  /** Null where all were set aside. */
  readonly partition: number | null;
  /** The first and the last offset. */
  readonly first: number | null;
  readonly last: number | null;
}

export interface ShippedFile {
  readonly file: string;
  readonly generation: number;
  readonly sentTo: number;
  readonly lines: number;
  /** Null where it is compressed: its size is not known before it is read. */
  readonly bytesToGo: number | null;
  /** Whether all of that is a line whose end is not written yet. */
  readonly isUnended?: boolean;
}

/** What a shipper says every few seconds, also where it has sent nothing. */
export interface ShipperReport {
  readonly host: string;
  /** In milliseconds, as `completeTo`: all that was read before that is in a report. */
  readonly at: number;
  readonly completeTo: number;
  /** Whether it ended then. */
  readonly isLast: boolean;
  /** Whether it tells only where lines are that were sent again, by hand. */
  readonly isAgain?: boolean;
  /** Since its positions were begun. */
  readonly counts: Readonly<Record<string, number>>;
  readonly files: readonly ShippedFile[];
  readonly ranges: readonly ShippedRange[];
}

/** Undefined where a record is none of a shipper's. */
export function parseShipperReport(text: string): ShipperReport | undefined {
  try {
    const said: unknown = JSON.parse(text);
    return isReport(said) ? said : undefined;
  } catch {
    return undefined;
  }
}

/** As a host is called at most. */
const HOST_LENGTH = 255;

/** Whoever may write to the topic can write anything: one record that is none must not end what reads all. */
function isReport(said: unknown): said is ShipperReport {
  if (!isRecord(said)) return false;
  const { formatVersion, host, at, completeTo, counts, files, ranges } = said;
  return (
    formatVersion === 1 &&
    typeof host === 'string' &&
    host.length <= HOST_LENGTH &&
    Number.isFinite(at) &&
    Number.isFinite(completeTo) &&
    isRecord(counts) &&
    Object.values(counts).every(Number.isFinite) &&
    [files, ranges].every((list) => Array.isArray(list) && list.every(isRecord))
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
