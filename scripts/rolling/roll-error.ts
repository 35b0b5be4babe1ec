import { UserError } from '../../cluster/errors';

/** How far a roll came before it stopped. */
export interface RollProgress {
  readonly done: readonly string[];
  /** The host that it stopped at. */
  readonly stoppedAt: string;
  readonly untouched: readonly string[];
  /** The command that goes on from here. */
  readonly resume: string;
}

/** A roll that stopped at a host: what was left changed, and how to go on. */
export class RollError extends UserError {
  override readonly name = 'RollError';
  override readonly exitCode = 1;

  constructor(reason: Error, { done, stoppedAt, untouched, resume }: RollProgress) {
    const lines = [
      `Stopped at ${stoppedAt}:`,
      reason.message,
      `Left changed: ${[...done.map((name) => `${name} (done)`), `${stoppedAt} (see above)`].join(', ')}.`,
      untouched.length > 0
        ? `As before: ${untouched.join(', ')}.`
        : 'No other host was to be changed.',
      `Mend what is told above; what comes from the spec, mend there and deploy. To go on: ${resume}`,
    ];
    super(lines.join('\n'), { cause: reason });
  }
}
