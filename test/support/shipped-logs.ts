import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { until } from './until';

const run = promisify(execFile);

/** Debian's: the program runs with no other. */
export const SYSTEM_PYTHON = '/usr/bin/python3';
export const PROGRAM = resolve('templates/shipper/cdktf-kafka-ship.py');

/** Loads the program of its first argument as `ship`, changes it by the second, and runs it with the others, if any. */
export const LOAD = `
import importlib.machinery, importlib.util, sys
loader = importlib.machinery.SourceFileLoader('ship', sys.argv[1])
ship = importlib.util.module_from_spec(importlib.util.spec_from_loader('ship', loader))
loader.exec_module(ship)
exec(sys.argv[2])
if sys.argv[3:]: ship.main(sys.argv[3:])
`;

/** A line in a topic, with where it was. */
export interface StoredLine {
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly key: string;
  readonly file: string;
  readonly generation: string;
  readonly at: number;
  readonly text: string;
}

/** What of numbered lines has arrived. */
export interface Arrived {
  /** Numbers of lines that are in no record. */
  readonly missing: readonly number[];
  /** Records of lines that others hold as well. */
  readonly doubled: number;
  /** Records that hold no line as it was written. */
  readonly spoiled: number;
  /** First records of a line that stand behind one with a greater number. */
  readonly outOfOrder: number;
}

/** A host that writes logs, and its shipper. */
export class LogHost {
  readonly folder = mkdtempSync(join(tmpdir(), 'log-host-'));
  readonly logs = join(this.folder, 'logs');
  readonly log = join(this.logs, 'app.log');
  private child: ChildProcess | undefined;
  private said = '';

  constructor(
    readonly servers: string,
    readonly topic: string,
    private readonly settings: Readonly<Record<string, unknown>> = {},
  ) {
    this.setUp();
  }

  /** Makes its folders and its settings; again where another disk lies over them. */
  setUp(): void {
    mkdirSync(this.logs);
    mkdirSync(this.state);
    this.configure({});
  }

  get state(): string {
    return join(this.folder, 'state');
  }

  get config(): string {
    return join(this.folder, 'shipper.json');
  }

  /** What it has told since it was made. */
  get told(): string {
    return this.said;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  configure(changes: object): void {
    const settings = {
      host: 'web-1',
      kafka: { 'bootstrap.servers': this.servers },
      files: [{ pattern: join(this.logs, '*.log'), topic: this.topic }],
      stateFolder: this.state,
      ...this.settings,
      ...changes,
    };
    writeFileSync(this.config, JSON.stringify(settings));
  }

  /** @param changes statements of Python that change `ship`, its module, before it runs */
  start(changes?: string): void {
    const program = changes === undefined ? [PROGRAM] : ['-c', LOAD, PROGRAM, changes];
    const child = spawn(SYSTEM_PYTHON, ['-IB', ...program, 'run', this.config], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.said += text));
    }
    this.child = child;
  }

  /** Ends it, and says how it ended. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.child;
    this.child = undefined;
    if (!child || child.exitCode !== null) return child?.exitCode ?? null;
    const closed = once(child, 'close');
    child.kill(signal);
    await closed;
    return child.exitCode;
  }

  /** One of its other commands. */
  async ask(command: string, ...words: readonly string[]): Promise<string> {
    const { stdout, stderr } = await run(SYSTEM_PYTHON, [
      '-IB',
      PROGRAM,
      command,
      this.config,
      ...words,
    ]);
    return stdout + stderr;
  }

  /** As a program that writes all of it at once. */
  write(text: string | Buffer, file = this.log): void {
    appendFileSync(file, text);
  }

  /** As logrotate does without compression: a rename of each. */
  rotate(file = this.log): void {
    let last = 0;
    while (existsSync(`${file}.${last + 1}`)) last += 1;
    for (let number = last; number > 0; number -= 1) {
      renameSync(`${file}.${number}`, `${file}.${number + 1}`);
    }
    if (existsSync(file)) renameSync(file, `${file}.1`);
  }

  /** What it has counted, by its own file. */
  counts(): Readonly<Record<string, number>> {
    const file = join(this.state, 'positions.json');
    return existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as { counts: Record<string, number> }).counts
      : {};
  }

  /** Waits until its file says so many lines were acknowledged since its beginning. */
  async untilSent(lines: number): Promise<void> {
    await until(`${lines} lines are sent`, () => (this.counts().lines ?? 0) >= lines);
  }

  async remove(): Promise<void> {
    await this.end('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Lines with a number and a checksum, so that what arrives can be judged. */
export function numbered(from: number, to: number): string {
  let text = '';
  for (let number = from; number < to; number += 1) {
    const body = `seq=${String(number).padStart(9, '0')} ${'x'.repeat(60 + (number % 97))}`;
    text += `${body} crc=${crc32(body).toString(16).padStart(8, '0')}\n`;
  }
  return text;
}

/** What a topic holds of lines 0 to `count`. */
export function judge(lines: readonly Pick<StoredLine, 'text'>[], count: number): Arrived {
  const arrival = new Arrival();
  for (const { text } of lines) arrival.take(text);
  return arrival.of(count);
}

/** The same of a topic that holds more than fits into a string. */
export async function judgeStored(servers: string, topic: string, count: number): Promise<Arrived> {
  const words = ['-C', '-b', servers, '-t', topic, '-o', 'beginning', '-e', '-q'];
  const child = spawn('kcat', words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const arrival = new Arrival();
  for await (const line of createInterface({ input: child.stdout })) arrival.take(line);
  return arrival.of(count);
}

/** Takes numbered lines one by one. */
class Arrival {
  readonly #seen = new Set<number>();
  readonly #wrong = { doubled: 0, spoiled: 0, outOfOrder: 0 };
  #greatest = -1;

  take(text: string): void {
    const [, body = '', sum] = /^(.*) crc=([0-9a-f]{8})$/.exec(text) ?? [];
    const number = Number(/^seq=(\d+)/.exec(body)?.[1]);
    if (crc32(body) !== parseInt(sum ?? '', 16) || Number.isNaN(number)) this.#wrong.spoiled += 1;
    else if (this.#seen.has(number)) this.#wrong.doubled += 1;
    else {
      this.#seen.add(number);
      if (number < this.#greatest) this.#wrong.outOfOrder += 1;
      this.#greatest = Math.max(this.#greatest, number);
    }
  }

  of(count: number): Arrived {
    const numbers = Array.from({ length: count }, (_, number) => number);
    return { missing: numbers.filter((number) => !this.#seen.has(number)), ...this.#wrong };
  }
}

/**
 * All that a topic holds, by librdkafka's own reader.
 *
 * @param login its file of settings, where it has to log in
 */
export async function storedLines(
  servers: string,
  topic: string,
  login?: string,
): Promise<readonly StoredLine[]> {
  const { stdout } = await run(
    'kcat',
    [
      ...(login ? ['-F', login] : []),
      ...['-C', '-b', servers, '-t', topic, '-o', 'beginning', '-e', '-q', '-J'],
    ],
    { maxBuffer: 2 ** 30, encoding: 'latin1' },
  );
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const told = JSON.parse(line) as {
        readonly [field in 'partition' | 'offset' | 'ts']: number;
      } & { readonly key: string; readonly payload: string; readonly headers?: readonly string[] };
      const headers = told.headers ?? [];
      const header = (name: string) => headers[headers.indexOf(name) + 1] ?? '';
      return {
        ...{ partition: told.partition, offset: told.offset, timestamp: told.ts, key: told.key },
        ...{ file: header('file'), generation: header('generation'), at: Number(header('offset')) },
        text: told.payload,
      };
    })
    .sort((a, b) => a.partition - b.partition || a.offset - b.offset);
}

/** Writes numbered lines to the log of a host, so many a second, and rotates it. */
export class NumberedWriter {
  #written = 0;
  #rotatedAt = performance.now();
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly host: LogHost,
    private readonly options: { readonly linesPerSecond: number; readonly rotateSeconds: number },
  ) {
    const startedAt = performance.now();
    this.#timer = setInterval(() => {
      const seconds = (performance.now() - startedAt) / 1_000;
      const due = Math.floor(seconds * this.options.linesPerSecond);
      if (due === this.#written) return;
      this.host.write(numbered(this.#written, due));
      this.#written = due;
      if (performance.now() - this.#rotatedAt < this.options.rotateSeconds * 1_000) return;
      this.#rotatedAt = performance.now();
      this.host.rotate();
    }, 20);
  }

  get written(): number {
    return this.#written;
  }

  /** @returns how many lines there are */
  stop(): number {
    clearInterval(this.#timer);
    return this.#written;
  }
}
