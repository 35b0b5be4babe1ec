import { spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliRun } from '../../support/cli';
import { planText } from '../../support/plan-builder';
import { slowTerraform } from '../../support/slow-terraform';
import { until } from '../../support/until';

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const ASKS = 'Waiting for a plan on standard input: Ctrl-D ends it, Ctrl-C leaves.';
/** More than a pipe holds: who could write it all has somebody who reads. */
const MUCH = ' '.repeat(4 * 1024 ** 2);

let folder: string;
let runs: CliRun[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plan-review-input-'));
  runs = [];
});

afterEach(() => {
  for (const { child } of runs) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const review = (file: string, input?: 'pipe' | 'terminal', env?: NodeJS.ProcessEnv): CliRun => {
  const run = new CliRun(['plan-review', file], env, input);
  runs.push(run);
  return run;
};

const makePipe = (): string => {
  const pipe = join(folder, 'pipe');
  spawnSync('mkfifo', [pipe]);
  return pipe;
};

/** Whether a process has a file open. */
const holds = ({ child: { pid } }: CliRun, file: string): boolean =>
  readdirSync(`/proc/${pid}/fd`).some((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`) === file;
    } catch {
      return false;
    }
  });

describe('Ctrl-C ends it at once', () => {
  it('in a terminal, where it says that it waits', async () => {
    const run = review('-', 'terminal');
    await run.prints(ASKS);
    await run.type(CTRL_C);
    expect(await run.exitCode()).toBe(130);
    expect(run.output).toContain('Interrupted by Ctrl-C.');
  });

  it('while a pipe brings nothing more', async () => {
    const run = review('-', 'pipe');
    await run.type(MUCH);
    run.child.kill('SIGINT');
    expect(await run.exitCode()).toBe(130);
    expect(run.output).toBe('Interrupted by Ctrl-C.\n');
  });

  it('while nobody has opened the other end of a named pipe', async () => {
    const pipe = makePipe();
    const run = review(pipe);
    await until('it has opened the pipe', () => holds(run, pipe));
    run.child.kill('SIGINT');
    expect(await run.exitCode()).toBe(130);
  });

  it('while the program that writes into a named pipe takes its time', async () => {
    const pipe = makePipe();
    const run = review(pipe);
    await until('it has opened the pipe', () => holds(run, pipe));
    const writer = openSync(pipe, 'w');
    writeSync(writer, MUCH.slice(0, 1_000));
    run.child.kill('SIGINT');
    expect(await run.exitCode()).toBe(130);
    closeSync(writer);
  });

  it('while terraform shows a plan file, and leaves none behind', async () => {
    const { plan, temporary, env, started } = slowTerraform(folder);
    const run = review(plan, 'terminal', env);
    await started();
    await run.type(CTRL_C);
    expect(await run.exitCode()).toBe(130);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

it('reads what is typed up to Ctrl-D', async () => {
  const run = review('-', 'terminal');
  await run.prints(ASKS);
  await run.type(`{}\n${CTRL_D}`);
  expect(await run.exitCode()).toBe(3);
  expect(run.output).toContain('standard input: must be the JSON of a plan');
});

it('reads a named pipe whose other end is opened later', async () => {
  const pipe = makePipe();
  const run = review(pipe);
  await until('it has opened the pipe', () => holds(run, pipe));
  writeFileSync(pipe, planText([]));
  expect(await run.exitCode()).toBe(0);
});

it('says nothing of waiting where a pipe brings the plan', async () => {
  const run = review('-', 'pipe');
  run.child.stdin!.end(planText([]));
  expect(await run.exitCode()).toBe(0);
  expect(run.output).not.toContain('Waiting');
});
