import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HostProcess } from '../../cluster/processes/host-process';
import { signalSession, startInOwnSession } from '../system/own-session';
import { processId, type ProcessId } from '../system/process-id';
import type { ProcessRecord, ProcessState } from './cluster-record';
import { fileDigests } from './file-digests';
import { explainExit } from './explain-exit';
import { markEnd, readSince, type LogTail } from './log-tail';
import { planRestart, type UnaskedExit } from './plan-restart';
import { formatEvent, type LocalClusterEvent } from './events';

/** A process of the cluster, before it is started. */
export interface ProcessPlan {
  /** Name of its host. */
  readonly host: string;
  readonly process: HostProcess['name'];
  readonly command: readonly string[];
  /** The archive of classes that the command names; undefined where it names none. */
  readonly archive?: string | undefined;
  /** Run when it is gone, before it is started again; undefined where nothing is. */
  readonly afterEnd?: readonly string[] | undefined;
  /** What its unit has in Environment=. */
  readonly environment: Readonly<Record<string, string>>;
  /** The files that it reads when it starts. */
  readonly readsAtStart: readonly string[];
  /** Its working folder. */
  readonly folder: string;
  /** Gets what it prints: what the JVM says before it logs, above all. */
  readonly consoleLog: string;
  /** The log that it writes itself. */
  readonly ownLog: string;
  /** Where it listens. */
  readonly address: string;
  readonly ports: readonly number[];
}

/** What a JVM ends with when it was sent SIGTERM. */
const ASKED_TO_END = 143;

/**
 * One process that is kept running: started again when it ends unasked, with a pause that grows,
 * until starting again can't help (plan-restart.ts); at once when another command has sent it SIGTERM, which
 * is how `converge` and `restart` do it.
 */
export class SupervisedProcess {
  #state: ProcessState = 'stopped';
  #child: ChildProcess | undefined;
  #gone: Promise<void> = Promise.resolve();
  #id: ProcessId | undefined;
  #startedAt: Date | undefined;
  #exits: UnaskedExit[] = [];
  #restarts = 0;
  #failure: string | undefined;
  #pause: NodeJS.Timeout | undefined;
  #startedWith: ProcessRecord['startedWith'];

  /** @param replan how it is started when another command has ended it. @default - as before */
  constructor(
    public plan: ProcessPlan,
    private readonly onEvent: (event: LocalClusterEvent) => void,
    private readonly replan?: (before: ProcessPlan) => ProcessPlan,
  ) {}

  /** How it is now. */
  get record(): ProcessRecord {
    const { host, process, address, ports, ownLog, consoleLog, archive } = this.plan;
    return {
      ...{ host, process, address, ports, ownLog, consoleLog },
      ...(archive !== undefined && { archive }),
      state: this.#state,
      restarts: this.#restarts,
      ...(this.#state === 'failed' && { failure: this.#failure }),
      ...(this.#child && this.#id && { id: this.#id }),
      ...(this.#startedWith && { startedWith: this.#startedWith }),
      ...(this.#startedAt && { startedAt: this.#startedAt.toISOString() }),
    };
  }

  /** Undefined as soon as the process is gone: another may have its number then. */
  get #pid(): number | undefined {
    const { exitCode, signalCode, pid } = this.#child ?? {};
    return exitCode === null && signalCode === null ? pid : undefined;
  }

  /** Starts it; nothing happens where it runs. */
  start(): void {
    if (this.#child) return;
    clearTimeout(this.#pause);
    this.#startedWith = fileDigests(this.plan.readsAtStart);
    const logs = [this.plan.consoleLog, this.plan.ownLog].map(markEnd);
    const console = openSync(this.plan.consoleLog, 'a');
    const child = startInOwnSession(this.plan.command, {
      cwd: this.plan.folder,
      env: { ...environment(), ...this.plan.environment },
      stdio: ['ignore', console, console],
    });
    closeSync(console);
    this.#child = child;
    this.#id = child.pid === undefined ? undefined : processId(child.pid);
    this.#state = 'running';
    this.#startedAt = new Date();
    const startedMs = performance.now();
    this.#gone = new Promise((resolve) => {
      let wasAsked = false;
      const onGone = async (how: string) => {
        const ranMs = performance.now() - startedMs;
        await this.#runAfterEnd();
        this.#child = undefined;
        if (wasAsked && this.#state === 'running') {
          this.plan = this.replan?.(this.plan) ?? this.plan;
          this.start();
        } else this.#ended(how, ranMs, logs);
        resolve();
      };
      child.once('error', ({ message }) => void onGone(message));
      child.once('exit', (code, signal) => {
        wasAsked = signal === 'SIGTERM' || code === ASKED_TO_END;
        void onGone(signal ?? `exit code ${code}`);
      });
    });
    this.onEvent({ kind: 'started', ...this.#name(), pid: child.pid ?? 0 });
  }

  /** Sends it a signal; it stays down if it ends by it. Resolves when it is gone. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    if (signal !== 'SIGSTOP' && signal !== 'SIGCONT') this.#wantDown();
    if (this.#pid !== undefined) signalSession(this.#pid, signal);
    if (this.#state === 'stopped') await this.#gone;
  }

  /** Ends it in order, and by force where that takes longer than the bound. */
  async stop(boundMs: number): Promise<void> {
    this.#wantDown();
    if (this.#pid === undefined) return await this.#gone;
    const done = new AbortController();
    const force = sleep(boundMs, undefined, { signal: done.signal }).then(
      () => {
        if (this.#pid === undefined) return;
        this.onEvent({ kind: 'forced', ...this.#name(), afterMs: boundMs });
        signalSession(this.#pid, 'SIGKILL');
      },
      () => undefined,
    );
    signalSession(this.#pid, 'SIGTERM');
    // In case it was stopped by SIGSTOP, which would keep SIGTERM waiting.
    signalSession(this.#pid, 'SIGCONT');
    await this.#gone;
    done.abort();
    await force;
  }

  /** It has its own time limit; where it can't run, the process is started again without. */
  async #runAfterEnd(): Promise<void> {
    const { afterEnd, consoleLog, folder } = this.plan;
    if (!afterEnd) return;
    const console = openSync(consoleLog, 'a');
    const program = startInOwnSession(afterEnd, {
      cwd: folder,
      env: environment(),
      stdio: ['ignore', console, console],
    });
    closeSync(console);
    await new Promise((resolve) => program.once('error', resolve).once('close', resolve));
  }

  #name() {
    return { host: this.plan.host, process: this.plan.process };
  }

  #wantDown(): void {
    clearTimeout(this.#pause);
    this.#state = 'stopped';
  }

  #ended(how: string, ranMs: number, logs: readonly LogTail[]): void {
    if (this.#state === 'stopped') {
      this.onEvent({ kind: 'stopped', ...this.#name() });
      return;
    }
    const { cause, lines } = explainExit(logs.flatMap(readSince));
    this.#exits.push({ ranMs, endedAtMs: performance.now(), cause });
    const next = planRestart(this.#exits);
    if (next.kind === 'give-up') {
      const event = { kind: 'failed', ...this.#name(), how, why: next.why, lines } as const;
      this.#state = 'failed';
      this.#failure = formatEvent(event);
      this.onEvent(event);
      return;
    }
    this.#state = 'pausing';
    this.onEvent({ kind: 'ended', ...this.#name(), how, lines, restartMs: next.afterMs });
    this.#pause = setTimeout(() => {
      this.#restarts++;
      this.start();
    }, next.afterMs);
  }
}

/** As a unit has it: nothing of the user's shell that changes what Java does. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG } = process.env;
  return { PATH, HOME, LANG };
}
