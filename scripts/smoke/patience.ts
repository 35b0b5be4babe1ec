/**
 * How long the checks of a run look again: counted anew whenever the cluster got better, for a host that
 * comes up takes as long as it takes.
 */
export class Patience {
  private until = 0;

  /** @param limitMs for how long nothing may get better */
  constructor(private readonly limitMs: number) {
    this.renew();
  }

  renew(): void {
    this.until = performance.now() + this.limitMs;
  }

  isOver(): boolean {
    return performance.now() >= this.until;
  }
}
