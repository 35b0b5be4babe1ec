import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { until } from './until';

/** A run of the `cdktf-kafka` command, compiled, as a person starts it. */
export class CliRun {
  readonly child: ChildProcess;
  readonly #exit: Promise<unknown[]>;
  #output = '';

  constructor(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const cli = join(packageFolder(), 'dist', 'scripts', 'cli.js');
    this.child = spawn(process.execPath, [cli, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout!, this.child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    }
    this.#exit = once(this.child, 'close');
  }

  /** What it printed so far, on both streams. */
  get output(): string {
    return this.#output;
  }

  /** Waits until it has printed this; it must not end before. */
  async prints(text: string): Promise<void> {
    const hasEnded = () => this.child.exitCode !== null || this.child.signalCode !== null;
    await until(`it prints ${text}`, () => this.#output.includes(text) || hasEnded());
    if (!this.#output.includes(text)) throw new Error(`ended without '${text}':\n${this.#output}`);
  }

  /** Its exit code; null where a signal ended it. */
  async exitCode(): Promise<number | null> {
    const [code] = await this.#exit;
    return code as number | null;
  }
}
