/** Shorter ones, such as an election, end before anybody has read of them. */
export const QUIET_MS = 2_000;
/** Of a broker that is gone, each partition says so. */
const MOST_TOLD = 5;

/** Tells what keeps records away while it does, each thing once, and when that is over. */
export class ToldTroubles {
  readonly #told = new Set<string>();

  constructor(private readonly onTrouble: (text: string) => void) {}

  /** @param sinceMs for how long it has lasted */
  tell(trouble: Error, sinceMs: number): void {
    const { message } = trouble;
    if (sinceMs < QUIET_MS || this.#told.size >= MOST_TOLD || this.#told.has(message)) return;
    this.#told.add(message);
    this.onTrouble(`${message} It is waited for.`);
  }

  /** All that was told of has ended. */
  end(): void {
    if (this.#told.size > 0) this.onTrouble('All partitions are read again.');
    this.#told.clear();
  }
}
