import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { shellCommand } from '../../scripts/hosts/command-words';
import { until } from './until';

/** A run of the `cdktf-kafka` command, compiled, as a person starts it. */
export class CliRun {
  readonly child: ChildProcess;
  readonly #exit: Promise<unknown[]>;
  #output = '';

  /** @param input what it may read: nothing, a pipe, or the keys of a terminal that it stands in */
  constructor(
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
    input: 'nothing' | 'pipe' | 'terminal' = 'nothing',
  ) {
    const argv = [process.execPath, join(packageFolder(), 'dist', 'scripts', 'cli.js'), ...args];
    const [program = '', ...words] =
      input === 'terminal'
        ? ['script', '--quiet', '--return', '--command', `exec ${shellCommand(argv)}`, '/dev/null']
        : argv;
    this.child = spawn(program, words, {
      env: { ...process.env, ...env },
      stdio: [input === 'nothing' ? 'ignore' : 'pipe', 'pipe', 'pipe'],
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

  /** Gives it this to read: of a terminal, the keys that are pressed. */
  type(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.child.stdin!.write(text, (error) => (error ? reject(error) : resolve()));
    });
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
