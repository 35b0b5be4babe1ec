import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { grownPlan } from '../support/grown-plan';
import { planFixture } from '../support/plan-fixtures';
import { shownPlan } from '../support/shown-plan';
import type { BenchOptions } from './support/bench-options';
import { markdownTable, medianAndRange } from './support/markdown-table';
import { median } from './support/statistics';
import { timeProgram } from './support/timed-program';

const CLI = join(packageFolder(), 'dist/scripts/cli.js');

interface Run {
  readonly milliseconds: number;
  readonly peakMiB: number;
}

/**
 * Loaded into the process that is measured: leaves its largest resident size, in KiB. Linux counts
 * what was there before a process became another program, unless it is asked for VmHWM.
 */
const WRITE_PEAK_MEMORY = `process.on('exit', () => {
  const { readFileSync, writeFileSync } = require('node:fs');
  let peak;
  try { [, peak] = /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8')); }
  catch { peak = process.resourceUsage().maxRSS; }
  writeFileSync(process.env.PEAK_MEMORY_FILE, String(peak));
});`;

/** From the start of the command's process to its end, on plans of growing size. */
export async function planReview({ signal, rounds = 7 }: BenchOptions): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-plan-review-'));
  try {
    writeFileSync(join(folder, 'peak-memory.cjs'), WRITE_PEAK_MEMORY);
    const six = planFixture('six-brokers-instance-type');
    const plans = [
      { name: 'prod-logging, a setting', text: planFixture('setting-restart') },
      { name: 'prod-logging, instance type', text: planFixture('instance-type') },
      ...[27, 100].map((brokers) => ({
        name: `${brokers} brokers, instance type`,
        text: grownPlan(six, brokers),
      })),
    ];
    const baseline = await measure(rounds, () => run(folder, ['--eval', '0'], signal));
    const rows = [row('none: Node itself', 0, baseline, medianOf(baseline))];
    for (const { name, text } of plans) {
      const file = join(folder, 'plan.json');
      const whole = shownPlan(text);
      writeFileSync(file, whole);
      const argv = [CLI, 'plan-review', file, '--json'];
      const runs = await measure(rounds, () => run(folder, argv, signal));
      rows.push(row(name, whole.length / 1e6, runs, medianOf(baseline)));
    }
    const header = [
      ...['plan', 'MB', `ms, median of ${rounds} (least-most)`],
      ...['to Node itself', 'MiB at most', 'ms a MB'],
    ];
    return markdownTable(header, rows);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measure(rounds: number, once: () => Promise<Run>): Promise<readonly Run[]> {
  await once();
  const runs: Run[] = [];
  for (let round = 0; round < rounds; round += 1) runs.push(await once());
  return runs;
}

async function run(folder: string, args: readonly string[], signal: AbortSignal): Promise<Run> {
  const memory = join(folder, 'memory');
  const { milliseconds, code, lastLines } = await timeProgram(
    [process.execPath, '--require', join(folder, 'peak-memory.cjs'), ...args],
    { signal, onBytes: () => undefined, env: { PEAK_MEMORY_FILE: memory } },
  );
  if (code === undefined || code > 2) throw new Error(`${args.join(' ')}: ${lastLines.join('\n')}`);
  return { milliseconds, peakMiB: Number(readFileSync(memory, 'utf8')) / 1024 };
}

function row(
  name: string,
  megabytes: number,
  runs: readonly Run[],
  baseline: number,
): readonly string[] {
  return [
    name,
    megabytes.toFixed(1),
    medianAndRange(
      runs.map(({ milliseconds }) => milliseconds),
      0,
    ),
    (medianOf(runs) / baseline).toFixed(1),
    Math.max(...runs.map(({ peakMiB }) => peakMiB)).toFixed(0),
    megabytes === 0 ? '' : ((medianOf(runs) - baseline) / megabytes).toFixed(0),
  ];
}

const medianOf = (runs: readonly Run[]) => median(runs.map(({ milliseconds }) => milliseconds));
