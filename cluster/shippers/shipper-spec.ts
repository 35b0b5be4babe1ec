/** Hosts of one kind that write logs, and which of their files go to which topic. */
export interface ShipperSpec {
  /** What these hosts are: 1-64 lower-case letters, digits and hyphens (`web`). */
  readonly name: string;
  /**
   * The client of `clients` that they log in as, which must be allowed to produce to each topic here and has a
   * password.
   * @default - none, under `Security.plaintext()`; needed otherwise
   */
  readonly client?: string;
  /**
   * How many hosts of this kind there are. 1-100,000. Each has a connection to every broker, of which there are only so
   * many: docs/capacity.md.
   * @default - not known, and then nothing is judged
   */
  readonly hosts?: number;
  /**
   * As how many addresses the brokers see these hosts: 1 behind one NAT gateway. From 1 to `hosts`.
   * @default - as many as `hosts`
   */
  readonly addresses?: number;
  /** Which files go where. A file that fits several goes by the first. */
  readonly files: readonly ShippedFilesSpec[];
  /**
   * How lines travel. `zstd` costs the brokers the least and a quarter of the disk, `lz4` costs the log host less.
   * @default 'zstd'
   */
  readonly compression?: ShipperCompression;
  /**
   * A longer line is set aside in a file on its host, in bytes. 1,000-1,000,000.
   * @default 1,000,000
   */
  readonly maxLineBytes?: number;
  /**
   * How long a file is left alone after it was read to its end, in seconds. 0.1-60. Each of the files that grow costs
   * brokers a request in that time, and its lines are there so much later. More than 0.5 is for hundreds of hosts with
   * many files each.
   * @default 0.5
   */
  readonly restSeconds?: number;
  /**
   * How long rotated files that were sent whole stay on their host, in hours. 0-87,600.
   * @default 24
   */
  readonly keepHours?: number;
  /**
   * Below so much free room on a log file's disk, in percent, rotated files go at once, the oldest first; those that
   * were not sent as the last, which is told. 0-50.
   * @default 10
   */
  readonly minFreePercent?: number;
  /**
   * The memory that it may take on its host, in MiB. 64-4,096. It takes 20 to 60.
   * @default 256
   */
  readonly memoryMiB?: number;
  /**
   * The processor time that it may take on its host, in percent of one processor. 5-1,600.
   * @default 50
   */
  readonly cpuPercent?: number;
}

export const SHIPPER_COMPRESSIONS = ['zstd', 'lz4', 'none'] as const;
export type ShipperCompression = (typeof SHIPPER_COMPRESSIONS)[number];

/** Files by the name that they have while they are written. */
export interface ShippedFilesSpec {
  /**
   * Absolute; `*` and `?` in any part, `**` for all folders below, but through no link: `/var/log/nginx/*.log`. What rotation
   * renames stays with it.
   */
  readonly pattern: string;
  readonly topic: string;
  /**
   * Names that are left out, without their folder (`debug*`).
   * @default []
   */
  readonly exclude?: readonly string[];
  /**
   * Each line becomes JSON: `{ time, host, file, message }` and these.
   * @default - the line as it is
   */
  readonly fields?: Readonly<Record<string, string | number | boolean>>;
  /**
   * Where a line says its own time, which its record then has.
   * @default - when it was read
   */
  readonly time?: LineTimeSpec;
  /**
   * Rotates these files, for programs that nothing else rotates.
   * @default - something else does
   */
  readonly rotate?: RotateSpec;
}

export interface LineTimeSpec {
  /** A regular expression of Python, whose last group is the time. */
  readonly pattern: string;
  /**
   * As Python's `strptime` has it.
   * @default - ISO 8601
   */
  readonly format?: string;
}

export interface RotateSpec {
  /** How large a file becomes, in MiB. 1-100,000. Looked at every ten minutes. */
  readonly sizeMiB: number;
  /** A command that has the program open its file anew, such as `systemctl kill --signal=USR1 nginx`. */
  readonly reopen: string;
}
