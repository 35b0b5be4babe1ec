import { ContextLines, type ContextOptions, type RecordGroup } from './context-lines';
import { isAmong, isFound, type RecordMatchOptions } from './record-match';
import type { TopicRecord } from './topic-record';

export interface RecordSelectionOptions extends RecordMatchOptions {
  /** @default - matches alone */
  readonly context?: ContextOptions | undefined;
}

/** Chooses what is shown of the records that come. */
export class RecordSelection {
  matches = 0;
  /** Whether a record is wanted at all; asked as soon as it comes, in no order. */
  readonly filter: (record: TopicRecord) => boolean;
  readonly #found: (record: TopicRecord) => boolean;
  readonly #lines: ContextLines | undefined;

  constructor(
    options: RecordSelectionOptions,
    private readonly onGroup: (group: RecordGroup) => void,
  ) {
    const among = isAmong(options);
    const found = isFound(options);
    this.#found = found;
    this.#lines = options.context && new ContextLines(options.context);
    // Without context, what is no match goes at once; with it, what it stands beside is known only in order.
    this.filter = this.#lines ? among : (record) => among(record) && found(record);
  }

  /** Takes what the filter has let through, in the order in which it is shown. */
  take(record: TopicRecord): void {
    if (!this.#lines) {
      this.matches += 1;
      return this.onGroup([{ record, isMatch: true }]);
    }
    const whole = this.#lines.take(record, this.#found(record));
    if (whole) this.#show(whole);
  }

  /** Nothing more comes. */
  flush(): void {
    this.#lines?.flush().forEach((group) => this.#show(group));
  }

  #show(group: RecordGroup): void {
    this.matches += matchesIn(group);
    this.onGroup(group);
  }
}

/** How many of a group are what was sought. */
export function matchesIn(group: RecordGroup): number {
  return group.filter(({ isMatch }) => isMatch).length;
}
