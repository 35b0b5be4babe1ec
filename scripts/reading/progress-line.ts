import { counted, formatDuration, formatPercent } from '../terminal/quantities';
import type { ReadProgress } from './read-topics';

export interface ProgressLineOptions {
  readonly stream: NodeJS.WriteStream;
  /** Whether what is printed appears on the same terminal. */
  readonly isBesideOutput: boolean;
}

/** What ends sooner needs no line. */
const QUIET_MS = 2_000;
/** On a terminal, where it is drawn over; and in a file, where it stays. */
const [DRAW_MS, WRITE_MS] = [500, 10_000];

const [TO_LINE_START, TO_LINE_END] = ['\r', '\u001b[K'];

/** Tells how far reading is, where it takes long, and is gone when it ends. */
export class ProgressLine {
  readonly #startedMs = performance.now();
  #shownMs = this.#startedMs;
  #printedMs = 0;
  #isDrawn = false;

  constructor(private readonly options: ProgressLineOptions) {}

  /** @param hasPrinted whether records were printed since the last time */
  tell(progress: ReadProgress, hasPrinted: boolean): void {
    const { stream, isBesideOutput } = this.options;
    const nowMs = performance.now();
    if (hasPrinted) this.#printedMs = nowMs;
    if (progress.read === 0 || nowMs - this.#startedMs < QUIET_MS) return;
    if (nowMs - this.#shownMs < (stream.isTTY ? DRAW_MS : WRITE_MS)) return;
    // Records that go by tell enough.
    if (isBesideOutput && nowMs - this.#printedMs < QUIET_MS) return;
    this.#shownMs = nowMs;
    const text = describe(progress, nowMs - this.#startedMs);
    if (!stream.isTTY) return void stream.write(`${text}\n`);
    stream.write(`${TO_LINE_START}${text.slice(0, stream.columns - 1)}${TO_LINE_END}`);
    this.#isDrawn = true;
  }

  /** Takes it away, for what is printed now. */
  clear(): void {
    if (this.#isDrawn) this.options.stream.write(`${TO_LINE_START}${TO_LINE_END}`);
    this.#isDrawn = false;
  }
}

function describe({ read, share, matches }: ReadProgress, spentMs: number): string {
  const seconds = spentMs / 1_000;
  const left = share > 0.01 && share < 1 ? (seconds / share) * (1 - share) : undefined;
  return [
    `${counted(read, 'record').replace(String(read), read.toLocaleString('en'))} read (${formatPercent(share)})`,
    `${matches.toLocaleString('en')} shown`,
    `${Math.round(read / seconds).toLocaleString('en')}/s`,
    ...(left === undefined ? [] : [`about ${formatDuration(left)} left`]),
  ].join(', ');
}
