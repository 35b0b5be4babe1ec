/** Lets a number of tasks run at once; the others wait for their turn, in the order they came. */
export class ConcurrencyLimit {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(private atOnce: number) {}

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#running < this.atOnce) this.#running += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = this.#running <= this.atOnce ? this.#waiting.shift() : undefined;
      if (next) next();
      else this.#running -= 1;
    }
  }

  /**
   * For a task that was one too many: from now on one less runs at once.
   *
   * @returns whether there are others, so that another try may succeed when one of them has ended
   */
  lower(): boolean {
    if (this.#running <= 1) return false;
    this.atOnce = Math.max(1, Math.min(this.atOnce, this.#running) - 1);
    return true;
  }
}
