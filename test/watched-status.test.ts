import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensurePrerequisites } from '../scripts/prerequisites/ensure-prerequisites';
import { describeOnLinux } from './support/on-linux';
import { SmokeCluster } from './support/smoke-cluster';
import { TerminalEmulator } from './support/terminal-emulator';
import { until } from './support/until';

const WELL = 'smoke is healthy';
/** No look but the first, so that what is drawn anew is drawn for another reason. */
const ONCE = '86400';

describeOnLinux('status --watch, in a terminal', () => {
  let cluster: SmokeCluster;
  let terminal: TerminalEmulator | undefined;

  beforeAll(async () => {
    await ensurePrerequisites('terminal');
    cluster = await SmokeCluster.start();
  });
  afterEach(() => terminal?.close());
  afterAll(() => cluster?.stop());

  /** As somebody who works at it sees it, once it has drawn for the first time. */
  async function watch(
    options: {
      columns?: number;
      rows?: number;
      seconds?: string;
      env?: Record<string, string>;
    } = {},
  ): Promise<TerminalEmulator> {
    const { columns = 80, rows = 50, seconds = '1', env = {} } = options;
    terminal = new TerminalEmulator(columns, rows, { XDG_STATE_HOME: cluster.stateHome, ...env });
    terminal.run('status', '--name', 'smoke', '--watch', seconds);
    await shows(terminal, WELL);
    return terminal;
  }
  const shows = (shown: TerminalEmulator, text: string) =>
    until(`it shows ${text}`, () => shown.shows(text));
  /** But for a path by itself, in which nothing could be broken. */
  const widest = (shown: TerminalEmulator) =>
    Math.max(
      ...shown
        .lines()
        .filter((line) => line.trim().includes(' '))
        .map((line) => line.length),
    );

  it('draws each look in the place of the one before, and nothing beside it', async () => {
    const shown = await watch();
    expect(shown.isOnOtherScreen).toBe(true);
    expect(shown.cursorIsShown).toBe(false);
    await cluster.local.kill('broker-3', 'kafka');
    await until('it shows what is wrong', () => !shown.shows(WELL) && shown.shows('broker-3'));
    expect(shown.rows()[0]).toContain('smoke');
    await cluster.local.start('broker-3', 'kafka');
    await shows(shown, WELL);
    expect(shown.rows().filter((row) => row.includes(WELL))).toHaveLength(1);
    expect(shown.scrolledRows).toBe(0);
  });

  it.each([40, 80, 120])('breaks its lines itself where there are %i columns', async (columns) => {
    const shown = await watch({ columns, rows: 120 });
    expect(widest(shown)).toBeLessThanOrEqual(columns);
    expect(shown.rows().length).toBeGreaterThan(10);
  });

  it('counts what does not fit where there are few rows', async () => {
    const shown = await watch({ rows: 8 });
    expect(shown.rows()).toHaveLength(8);
    expect(shown.rows()[7]).toMatch(/^… \d+ more lines: a taller terminal has them$/);
    expect(shown.scrolledRows).toBe(0);
  });

  it('is drawn anew when the terminal gets another size, without another look', async () => {
    const shown = await watch({ columns: 120, rows: 60, seconds: ONCE });
    const before = shown.rows();
    shown.resize(40, 60);
    await until('it fits again', () => widest(shown) <= 40 && shown.shows(WELL));
    shown.resize(40, 10);
    await shows(shown, 'more lines');
    shown.resize(120, 60);
    await until('it is as it was', () => shown.rows().join('\n') === before.join('\n'));
    expect(shown.scrolledRows).toBe(0);
  });

  it('gives the terminal back at Ctrl-C, with the last look on it, whose verdict is the exit code', async () => {
    const shown = await watch();
    shown.press('C-c');
    await shows(shown, 'ended with');
    expect(shown.rows().at(-1)).toBe('ended with 0');
    expect(shown.rows()[0]).toBe('before');
    expect(shown.shows(WELL)).toBe(true);
    expect([shown.isOnOtherScreen, shown.cursorIsShown]).toEqual([false, true]);
  });

  it('gives it back though a look hangs, at one Ctrl-C and at two', async () => {
    for (const keys of [['C-c'], ['C-c', 'C-c']]) {
      const shown = await watch({ rows: 100 });
      await cluster.local.kill('broker-2', 'kafka', 'SIGSTOP');
      try {
        // By then another look has begun, and it waits for that broker.
        await sleep(3_000);
        for (const key of keys) {
          shown.press(key);
          // npm passes each on, so that two that come at once count as one.
          if (keys.length > 1) await sleep(400);
        }
        await shows(shown, 'ended with');
        expect([shown.isOnOtherScreen, shown.cursorIsShown]).toEqual([false, true]);
      } finally {
        await cluster.local.kill('broker-2', 'kafka', 'SIGCONT');
        await cluster.untilWell();
        shown.close();
      }
    }
  });

  /** Suspended in a shell, which says so once it has the terminal again. */
  async function suspended(): Promise<TerminalEmulator> {
    terminal = new TerminalEmulator(80, 60, { XDG_STATE_HOME: cluster.stateHome });
    terminal.type('status', '--name', 'smoke', '--watch', '1');
    await shows(terminal, WELL);
    terminal.press('C-z');
    await shows(terminal, 'Stopped');
    return terminal;
  }
  const screenOf = ({ isOnOtherScreen, cursorIsShown }: TerminalEmulator) => ({
    ...{ isOnOtherScreen, cursorIsShown },
  });

  it('gives the terminal back while it is suspended, and goes on where somebody wants it again', async () => {
    const shown = await suspended();
    expect(screenOf(shown)).toEqual({ isOnOtherScreen: false, cursorIsShown: true });
    expect(shown.shows('--watch')).toBe(true);
    expect(shown.shows(WELL)).toBe(false);
    await cluster.local.kill('broker-3', 'kafka');
    shown.enter('fg');
    await until('it has looked again', () => !shown.shows(WELL) && shown.shows('broker-3'));
    expect(screenOf(shown)).toEqual({ isOnOtherScreen: true, cursorIsShown: false });
    await cluster.local.start('broker-3', 'kafka');
    await shows(shown, WELL);
    shown.press('C-c');
    await until('the shell is back', () => shown.rows().at(-1) === 'ready>');
    expect(screenOf(shown)).toEqual({ isOnOtherScreen: false, cursorIsShown: true });
    expect(shown.shows(WELL)).toBe(true);
  });

  it('draws nothing over what somebody does in the shell meanwhile', async () => {
    const shown = await suspended();
    shown.enter('bg');
    // Several looks are over by then.
    shown.enter('sleep 5; echo still "here"');
    await shows(shown, 'still here');
    expect(screenOf(shown)).toEqual({ isOnOtherScreen: false, cursorIsShown: true });
    expect(shown.shows(WELL)).toBe(false);
    shown.enter('fg');
    await shows(shown, WELL);
    expect(screenOf(shown)).toEqual({ isOnOtherScreen: true, cursorIsShown: false });
  });

  it('ends when its terminal is closed', async () => {
    const shown = await watch();
    const children = childrenOf(shown.pid);
    expect(children).toHaveLength(1);
    shown.close();
    await until('it runs no more', () => !readdirSync('/proc').includes(children[0]!));
  });

  const STYLE = /\u001b\[[0-9;]*m/;

  it('has styles in a terminal that shows them', async () => {
    const shown = await watch();
    expect(shown.styled()).toMatch(STYLE);
  });

  it.each([
    ['where NO_COLOR is set', { NO_COLOR: '1' }],
    ['in a terminal that shows none', { TERM: 'dumb' }],
  ])('has no styles %s', async (_, env) => {
    const shown = await watch({ env });
    expect(shown.styled()).not.toMatch(STYLE);
  });

  it('has no character that the terminal can not show where the locale is C', async () => {
    const shown = await watch({ rows: 120, env: { LC_ALL: 'C' } });
    expect(shown.rows().join('')).toMatch(/^[\x20-\x7e]*$/);
  });
});

const childrenOf = (pid: number): readonly string[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
