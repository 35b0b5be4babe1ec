import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { shellCommand } from '../../scripts/hosts/command-words';

/** A terminal that somebody looks at, with a command in it: tmux draws what the command writes, as any terminal does. */
export class TerminalEmulator {
  /** Of its own server, so that it is nobody else's terminal. */
  private readonly socket = `test-${randomUUID()}`;

  /** @param columns how wide it is, and how many rows it has */
  constructor(
    columns: number,
    rows: number,
    private readonly env: Readonly<Record<string, string>> = {},
  ) {
    const size = ['-x', String(columns), '-y', String(rows)];
    this.tmux('new-session', '-d', ...size, 'sleep infinity');
    // A pane that has ended is still looked at; and no client decides how large it is.
    this.tmux('set-option', '-g', 'remain-on-exit', 'on');
    this.tmux('set-option', '-g', 'window-size', 'manual');
  }

  /** Runs the `cdktf-kafka` command, compiled, as a shell does that then says how it ended. */
  run(...args: readonly string[]): void {
    // A Ctrl-C that comes too late for the command ends nothing.
    const end = `echo "ended with $?"; trap '' INT; exec sleep infinity`;
    const script = `trap : INT; echo before; ${this.command(args)}; ${end}`;
    this.tmux('respawn-pane', '-k', shellCommand(['sh', '-c', script]));
  }

  /** Runs it as somebody types it, in a shell that knows jobs. */
  type(...args: readonly string[]): void {
    const shell = ['bash', '--norc', '--noprofile', '-i'];
    this.tmux('respawn-pane', '-k', shellCommand(['env', 'PS1=ready> ', ...shell]));
    this.enter(this.command(args));
  }

  /** A line that is typed. */
  enter(line: string): void {
    this.tmux('send-keys', '-l', line);
    this.press('Enter');
  }

  private command(args: readonly string[]): string {
    // Of the command alone: tmux says by itself which terminal it is.
    const env = { LC_ALL: 'C.UTF-8', ...this.env };
    return shellCommand([
      ...['env', ...Object.entries(env).map(([name, value]) => `${name}=${value}`)],
      ...[process.execPath, join(packageFolder(), 'dist/scripts/cli.js'), ...args],
    ]);
  }

  /** Keys by tmux's names, such as `C-c`. */
  press(...keys: readonly string[]): void {
    this.tmux('send-keys', ...keys);
  }

  resize(columns: number, rows: number): void {
    this.tmux('resize-window', '-x', String(columns), '-y', String(rows));
  }

  /** The rows that it shows, without blanks at their ends. */
  rows(): readonly string[] {
    return this.tmux('capture-pane', '-p').trimEnd().split('\n');
  }

  /** The same as lines: rows into which the terminal itself has broken a line are one. */
  lines(): readonly string[] {
    return this.tmux('capture-pane', '-p', '-J')
      .trimEnd()
      .split('\n')
      .map((line) => line.trimEnd());
  }

  /** The same with colours and the like, as sequences that begin with ESC. */
  styled(): string {
    return this.tmux('capture-pane', '-p', '-e');
  }

  shows(text: string): boolean {
    return this.rows().join('\n').includes(text);
  }

  get cursorIsShown(): boolean {
    return this.told('cursor_flag') === '1';
  }

  /** Whether it shows the screen beside the one of the shell. */
  get isOnOtherScreen(): boolean {
    return this.told('alternate_on') === '1';
  }

  /** Rows that have left it upwards. */
  get scrolledRows(): number {
    return Number(this.told('history_size'));
  }

  /** Of the shell in it. */
  get pid(): number {
    return Number(this.told('pane_pid'));
  }

  /** Somebody closes its window. */
  close(): void {
    try {
      this.tmux('kill-server');
    } catch {
      // It was closed already.
    }
  }

  private told(variable: string): string {
    return this.tmux('display-message', '-p', `#{${variable}}`).trim();
  }

  private tmux(...words: readonly string[]): string {
    return execFileSync('tmux', ['-L', this.socket, '-f', '/dev/null', '-u', ...words], {
      encoding: 'utf8',
      // What jest was told of its own terminal is not told of this one.
      env: { ...process.env, CI: undefined, FORCE_COLOR: undefined, NO_COLOR: undefined },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
}
