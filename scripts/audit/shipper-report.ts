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
    const said = JSON.parse(text) as ShipperReport & { readonly formatVersion: number };
    return said.formatVersion === 1 && Array.isArray(said.ranges) ? said : undefined;
  } catch {
    return undefined;
  }
}
