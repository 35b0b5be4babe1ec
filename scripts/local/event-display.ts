import { print } from '../terminal/print';
import { formatEvent, type LocalClusterEvent } from './events';

/**
 * Shows what an operator should know about a cluster's processes: that one ended unasked or had to
 * be killed. Held back while stages draw on the terminal, shown at once after that.
 */
export class EventDisplay {
  readonly #held: string[] = [];
  #isLive = false;

  readonly onEvent = (event: LocalClusterEvent): void => {
    if (event.kind !== 'ended' && event.kind !== 'failed' && event.kind !== 'forced') return;
    const line = `${new Date().toISOString()} ${formatEvent(event)}`;
    if (this.#isLive) print(line);
    else this.#held.push(line);
  };

  /** Shows what was held back, and what comes from now on as it comes. */
  goLive(): void {
    for (const line of this.#held.splice(0)) print(line);
    this.#isLive = true;
  }

  /** Holds back again: stages draw. */
  holdBack(): void {
    this.#isLive = false;
  }
}
