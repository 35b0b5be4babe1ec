import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { signalSession, startInOwnSession } from '../../../scripts/system/own-session';
import type { BenchCluster } from './bench-cluster';

/** Enough for records that wait to be sent, or that were just read. */
const HEAP = '-Xmx512m';
const LAST_LINES = 20;

/** One of the command-line tools inside Kafka's jars, running; it ends with this process. */
export class KafkaTool {
  readonly #tool: string;
  readonly #pid: number;
  readonly #ended: Promise<number | undefined>;
  readonly #lastLines: string[] = [];
  #hasEnded = false;

  constructor(
    { topology, signal, toolFlags = [] }: BenchCluster,
    [tool, ...args]: readonly [tool: string, ...args: string[]],
    onLine: (line: string) => void = () => undefined,
  ) {
    const { java, distribution } = topology.hosts[0]!.paths;
    const jars = `${distribution}/libs/*`;
    const child = startInOwnSession(
      [java, HEAP, ...toolFlags, '-cp', jars, `org.apache.kafka.tools.${tool}`, ...args],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.#tool = tool;
    this.#pid = child.pid!;
    this.#ended = once(child, 'close').then(([code]) => {
      this.#hasEnded = true;
      return (code as number | null) ?? undefined;
    });
    for (const input of [child.stdout!, child.stderr!]) {
      createInterface({ input }).on('line', (line) => {
        this.#lastLines.push(line);
        if (this.#lastLines.length > LAST_LINES) this.#lastLines.shift();
        onLine(line);
      });
    }
    signal.addEventListener('abort', () => this.#kill(), { once: true });
  }

  /** Holds it where it is: it takes no processor time until it is resumed. */
  pause(): void {
    this.#mustRun();
    signalSession(this.#pid, 'SIGSTOP');
  }

  resume(): void {
    this.#mustRun();
    signalSession(this.#pid, 'SIGCONT');
  }

  /** Waits until it ends by itself. @throws Error with its last lines where it fails */
  async finish(): Promise<void> {
    if ((await this.#ended) !== 0) throw this.#failure();
  }

  /** Ends it at once, also while it is paused. */
  async stop(): Promise<void> {
    this.#kill();
    await this.#ended;
  }

  #kill(): void {
    if (!this.#hasEnded) signalSession(this.#pid, 'SIGKILL');
  }

  #mustRun(): void {
    if (this.#hasEnded) throw this.#failure();
  }

  #failure(): Error {
    return new Error(`${this.#tool} ended: ${this.#lastLines.join('\n')}`);
  }
}
