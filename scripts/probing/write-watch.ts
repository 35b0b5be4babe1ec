import { setTimeout as sleep } from 'node:timers/promises';
import type { PartitionWriter } from './partition-writer';

type Writer = Pick<PartitionWriter, 'write' | 'waitingMs'>;

/** From one record to the next, of each partition. */
const EVERY_MS = 50;
/** Of all partitions together: in a large cluster, each is written to less often. */
const MOST_OF_SECOND = 1_000;
/** What is on its way at the end is waited for so long. */
const PATIENCE_MS = 5_000;
/** The first may have been on its way already. */
const RECORDS_TO_SETTLE = 2;

/** Writes on and on to some partitions, and notes how long records wait to be acknowledged. */
export class WriteWatch {
  #longestMs = 0;
  readonly #end = new AbortController();
  readonly #patience = new AbortController();
  readonly #loops: Promise<unknown>;

  /** @param meanwhile what else goes on until the end */
  constructor(
    private readonly writers: readonly Writer[],
    meanwhile: (end: AbortSignal) => Promise<void> = () => Promise.resolve(),
  ) {
    const runs = writers.map((writer) => this.#run(writer));
    this.#loops = Promise.all([...runs, meanwhile(this.#end.signal)]);
  }

  /** The longest wait since this was asked last, in milliseconds; of what still waits, as long as it has so far. */
  takeLongestMs(): number {
    const longest = Math.max(this.#longestMs, ...this.writers.map(({ waitingMs }) => waitingMs));
    this.#longestMs = 0;
    return Math.round(longest);
  }

  /** Waits until each partition has taken a record that was written from now on, or for five seconds. */
  async settle(): Promise<void> {
    const over = AbortSignal.timeout(PATIENCE_MS);
    await Promise.all(
      this.writers.map(async (writer) => {
        for (let left = RECORDS_TO_SETTLE; left > 0 && !over.aborted; left -= 1) {
          this.#note(await writer.write(over));
        }
      }),
    );
  }

  async stop(): Promise<void> {
    this.#end.abort();
    const timer = setTimeout(() => this.#patience.abort(), PATIENCE_MS);
    await this.#loops.finally(() => clearTimeout(timer));
  }

  async #run(writer: Writer): Promise<void> {
    const { signal } = this.#end;
    const everyMs = Math.max(EVERY_MS, (1_000 * this.writers.length) / MOST_OF_SECOND);
    while (!signal.aborted && !this.#patience.signal.aborted) {
      this.#note(await writer.write(this.#patience.signal));
      await sleep(everyMs, undefined, { signal }).catch(() => undefined);
    }
  }

  #note(acked: Awaited<ReturnType<Writer['write']>>): void {
    this.#longestMs = Math.max(this.#longestMs, acked?.waitedMs ?? 0);
  }
}
