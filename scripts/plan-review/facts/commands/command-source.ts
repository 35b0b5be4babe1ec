import type { Sayable } from '../../../masking/say';
import type { JudgedCommand, ScriptPlace } from './judge-script';

/** Commands that a change would run, from one place of the plan. */
export interface CommandSource {
  readonly address: Sayable;
  /** What runs them, such as `local-exec` or `user data`. */
  readonly by: string;
  /** As text; absent where the plan doesn't show it. */
  readonly script?: string;
  /** Of a text that changes: what it was, whose commands are not new. */
  readonly before?: string;
  /** What the place does besides, that needs no reading: it writes a file, it runs what nobody sees. */
  readonly also?: readonly JudgedCommand[];
  readonly place: ScriptPlace;
  /** Whether the host that it runs on is only being made, and has nothing to lose. */
  readonly isFresh: boolean;
  /** Whether the plan marks it sensitive, so that none of it is quoted. */
  readonly isMarked: boolean;
  /** Whether only what destroys is told: of texts that run at some other time, or that another rule shows. */
  readonly isGravestOnly: boolean;
  /** Whether it may be that it runs at another time, which the plan doesn't tell. */
  readonly mayNotRun?: boolean;
}
