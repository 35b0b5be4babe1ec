/** What may be said on the command line. */
export interface BenchOptions {
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly rounds?: number | undefined;
  readonly records?: number | undefined;
  readonly unbatchedRecords?: number | undefined;
}
