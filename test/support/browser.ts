import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { findProgram } from '../../scripts/system/find-program';

/** A screen that a page is shown on. */
export interface ScreenSize {
  /** In pixels of the page. */
  readonly width: number;
  readonly height: number;
  readonly isDark?: boolean;
}

type Answer = Readonly<Record<string, unknown>>;
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Answer;
  readonly result?: Answer;
  readonly error?: { readonly message: string };
}

/**
 * A Chromium without a window, which is asked by its own protocol through two pipes.
 * @see https://chromedevtools.github.io/devtools-protocol/
 */
export class Browser {
  readonly #waiting = new Map<number, (message: Message) => void>();
  #session: string | undefined;
  #lastId = 0;
  #told: readonly Message[] = [];
  #text = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {
    (child.stdio[4] as Readable).setEncoding('utf8').on('data', (part: string) => this.read(part));
  }

  static async start(): Promise<Browser> {
    const folder = mkdtempSync(join(tmpdir(), 'browser-'));
    const switches = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run'];
    const child = spawn(
      findProgram(['chromium'])!,
      [...switches, '--remote-debugging-pipe', `--user-data-dir=${folder}`],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
    );
    const browser = new Browser(child, folder);
    const { targetId } = await browser.ask('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await browser.ask('Target.attachToTarget', { targetId, flatten: true });
    browser.#session = sessionId as string;
    for (const domain of ['Page', 'Log', 'Runtime', 'Audits', 'Network'])
      await browser.ask(`${domain}.enable`);
    return browser;
  }

  /** Shows a file, once it is all there; what was told of the one before is forgotten. */
  async show(file: string, { width, height, isDark = false }: ScreenSize): Promise<void> {
    const screen = { width, height, deviceScaleFactor: 1, mobile: width < 500 };
    await this.ask('Emulation.setDeviceMetricsOverride', screen);
    const scheme = { name: 'prefers-color-scheme', value: isDark ? 'dark' : 'light' };
    await this.ask('Emulation.setEmulatedMedia', { features: [scheme] });
    this.#told = [];
    const loaded = this.next('Page.loadEventFired');
    await this.ask('Page.navigate', { url: pathToFileURL(file).href });
    await loaded;
  }

  /** The value of an expression on the page, whatever its own policy is. */
  async value<T>(expression: string): Promise<T> {
    const asked = { expression, returnByValue: true };
    const { result, exceptionDetails } = await this.ask('Runtime.evaluate', asked);
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { readonly value: T }).value;
  }

  /** What it had to say against the page: errors, warnings, what a policy kept out. */
  get complaints(): readonly string[] {
    const kinds = ['Log.entryAdded', 'Runtime.exceptionThrown', 'Audits.issueAdded'];
    return this.#told
      .filter(({ method = '' }) => kinds.includes(method))
      .map(({ params }) => JSON.stringify(params));
  }

  /** Addresses that it asked for. */
  get requests(): readonly string[] {
    return this.#told
      .filter(({ method }) => method === 'Network.requestWillBeSent')
      .map(({ params }) => (params!.request as { readonly url: string }).url);
  }

  /** Of all roles and names that a screen reader has of the page. */
  async readAloud(): Promise<readonly { readonly role: string; readonly name: string }[]> {
    const { nodes } = await this.ask('Accessibility.getFullAXTree');
    type Named = { readonly value?: string } | undefined;
    return (nodes as readonly { readonly role?: Named; readonly name?: Named }[]).map(
      ({ role, name }) => ({ role: role?.value ?? '', name: name?.value ?? '' }),
    );
  }

  /** Draws the page as it is seen, as a PNG. */
  async picture(file: string): Promise<void> {
    const { data } = await this.ask('Page.captureScreenshot', { format: 'png' });
    writeFileSync(file, Buffer.from(data as string, 'base64'));
  }

  async stop(): Promise<void> {
    const ended = this.child.exitCode === null ? once(this.child, 'exit') : undefined;
    this.child.kill('SIGKILL');
    await ended;
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 });
  }

  private async ask(method: string, params: Answer = {}): Promise<Answer> {
    const id = ++this.#lastId;
    const message = { id, method, params, ...(this.#session && { sessionId: this.#session }) };
    (this.child.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`);
    const { error, result } = await new Promise<Message>((resolve) =>
      this.#waiting.set(id, resolve),
    );
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  private next(wanted: string): Promise<void> {
    return new Promise((resolve) => this.#listeners.set(wanted, resolve));
  }
  readonly #listeners = new Map<string, () => void>();

  /** Messages end with a zero byte each. */
  private read(part: string): void {
    const messages = (this.#text + part).split('\0');
    this.#text = messages.pop()!;
    for (const message of messages.map((text) => JSON.parse(text) as Message)) {
      const { id, method } = message;
      if (id !== undefined) this.#waiting.get(id)?.(message);
      if (method === undefined) continue;
      this.#told = [...this.#told, message];
      this.#listeners.get(method)?.();
    }
  }
}
