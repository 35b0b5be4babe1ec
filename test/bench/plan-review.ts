import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { grownPlan } from '../support/grown-plan';
import { planFixture } from '../support/plan-fixtures';
import { shownPlan } from '../support/shown-plan';
import { markdownTable, medianAndRange } from './support/markdown-table';

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
export function planReview({ rounds = 7 }: { readonly rounds?: number }): Promise<string> {
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
    const baseline = measure(rounds, () => run(folder, ['--eval', '0']));
    const rows = plans.map(({ name, text }) => {
      const file = join(folder, 'plan.json');
      const whole = shownPlan(text);
      writeFileSync(file, whole);
      const runs = measure(rounds, () => run(folder, [CLI, 'plan-review', file, '--json']));
      return row(name, whole.length / 1e6, runs, median(baseline));
    });
    const header = [
      ...['plan', 'MB', `ms, median of ${rounds} (least-most)`],
      ...['to Node itself', 'MiB at most', 'ms a MB'],
    ];
    return Promise.resolve(
      markdownTable(header, [row('none: Node itself', 0, baseline, median(baseline)), ...rows]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measure(rounds: number, once: () => Run): readonly Run[] {
  once();
  return Array.from({ length: rounds }, once);
}

function run(folder: string, args: readonly string[]): Run {
  const memory = join(folder, 'memory');
  const start = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    [...['--require', join(folder, 'peak-memory.cjs')], ...args],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      env: { ...process.env, PEAK_MEMORY_FILE: memory },
    },
  );
  const milliseconds = performance.now() - start;
  if (status === null || status > 2) throw new Error(`${args.join(' ')}: ${stderr}`);
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
    (median(runs) / baseline).toFixed(1),
    Math.max(...runs.map(({ peakMiB }) => peakMiB)).toFixed(0),
    megabytes === 0 ? '' : ((median(runs) - baseline) / megabytes).toFixed(0),
  ];
}

function median(runs: readonly Run[]): number {
  const sorted = runs.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
