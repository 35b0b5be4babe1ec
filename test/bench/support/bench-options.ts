/** What may be said on the command line. */
export interface BenchOptions {
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** How many pairs of clusters are started anew, one pair after the other. */
  readonly pairs?: number | undefined;
  readonly rounds?: number | undefined;
  readonly records?: number | undefined;
  readonly unbatchedRecords?: number | undefined;
}
