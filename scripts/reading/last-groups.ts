import { partitionName } from '../cluster-access/list-offsets';
import type { RecordGroup } from './context-lines';
import { matchesIn } from './record-selection';
import type { TopicRecord } from './topic-record';

/** Keeps as few of the last groups as have so many matches. */
export class LastGroups {
  #groups: RecordGroup[] = [];
  readonly #seen = new Map<string, number>();
  matches = 0;

  constructor(private readonly count: number) {}

  get groups(): readonly RecordGroup[] {
    return this.#groups;
  }

  /** When the first of them was written; nothing is old enough where there are fewer than are wanted. */
  get oldestMs(): number {
    if (this.matches < this.count) return -Infinity;
    return Math.min(...this.#groups.map(([first]) => first!.record.timestampMs));
  }

  /** How many matches of a partition there were, also those that are not kept. */
  seenOf(partition: Pick<TopicRecord, 'topic' | 'partition'>): number {
    return this.#seen.get(partitionName(partition)) ?? 0;
  }

  add(group: RecordGroup): void {
    this.#groups.push(group);
    this.matches += matchesIn(group);
    for (const { record, isMatch } of group) {
      if (isMatch) this.#seen.set(partitionName(record), this.seenOf(record) + 1);
    }
    while (this.matches - matchesIn(this.#groups[0]!) >= this.count) {
      this.matches -= matchesIn(this.#groups.shift()!);
    }
  }
}
