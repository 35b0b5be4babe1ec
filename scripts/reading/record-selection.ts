import { ContextLines, type ContextOptions, type RecordGroup } from './context-lines';
import type { RecordRun } from './record-block';
import { allOf, isAmong, isFound, type RecordMatchOptions } from './record-match';
import { recordsOf, type RecordFilter } from './topic-record';

export interface RecordSelectionOptions extends RecordMatchOptions {
  /** @default - matches alone */
  readonly context?: ContextOptions | undefined;
}

/** Takes what is shown, in its order. */
export interface ShownRecords {
  /** Matches in a row that stand alone. */
  readonly onRun: (run: RecordRun) => void;
  /** Records that are shown together. */
  readonly onGroup: (group: RecordGroup) => void;
}

/** Chooses what is shown of the records that come. */
export class RecordSelection {
  matches = 0;
  /** Whether a record is wanted at all; asked as soon as it comes, in no order. Undefined where all are. */
  readonly filter: RecordFilter | undefined;
  readonly #found: RecordFilter;
  readonly #lines: ContextLines | undefined;

  constructor(
    options: RecordSelectionOptions,
    private readonly shown: ShownRecords,
  ) {
    const among = isAmong(options);
    const found = isFound(options);
    this.#found = found ?? (() => true);
    this.#lines = options.context && new ContextLines(options.context);
    // Without context, what is no match goes at once; with it, what it stands beside is known only in order.
    this.filter = allOf(
      [among, this.#lines ? undefined : found].filter((each) => each !== undefined),
    );
  }

  /** Takes what the filter has let through, in the order in which it is shown. */
  take(run: RecordRun): void {
    if (!this.#lines) {
      this.matches += run.to - run.from;
      return this.shown.onRun(run);
    }
    for (const record of recordsOf(run)) {
      const whole = this.#lines.take(record, this.#found(record));
      if (whole) this.#show(whole);
    }
  }

  /** Nothing more comes. */
  flush(): void {
    this.#lines?.flush().forEach((group) => this.#show(group));
  }

  #show(group: RecordGroup): void {
    this.matches += matchesIn(group);
    this.shown.onGroup(group);
  }
}

/** How many of a group are what was sought. */
export function matchesIn(group: RecordGroup): number {
  return group.filter(({ isMatch }) => isMatch).length;
}
