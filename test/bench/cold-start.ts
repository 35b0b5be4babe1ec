import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { ensureDistribution } from '../../scripts/distribution/ensure-distribution';
import type { BenchOptions } from './support/bench-options';
import { markdownTable, medianAndRange } from './support/markdown-table';
import { parseStage, type StageTime } from './support/stage-times';
import { timeProgram } from './support/timed-program';
import { turns } from './support/turns';

const CLI = join(packageFolder(), 'dist/scripts/cli.js');

const WITHOUT_ARCHIVES = join(packageFolder(), 'test/bench/support/without-archives.spec.ts');
/** What is started: the default spec, and the same without archives of its classes. */
const SPECS = { 'as it is': [], 'without class archives': [WITHOUT_ARCHIVES] } as const;

interface Run {
  readonly stages: readonly StageTime[];
  readonly checkedSeconds: number;
  readonly processorSeconds: number;
}

/** `local run`, from the command to its end: where the seconds go. */
export async function coldStart({ signal, rounds = 5 }: BenchOptions): Promise<string> {
  await ensureDistribution({ signal });
  // Makes the archives where there are none yet.
  await runOnce([], signal);
  const sides = Object.values(SPECS).map((spec) => ({ spec, runs: [] as Run[] }));
  for (const { spec, runs } of turns(rounds, sides)) runs.push(await runOnce(spec, signal));
  const cells = (of: (run: Run) => number) => sides.map(({ runs }) => medianAndRange(runs.map(of)));
  const titles = sides[0]!.runs[0]!.stages.map(({ title }) => title);
  const secondsOf = (title: string) => (run: Run) =>
    run.stages.find((stage) => stage.title === title)?.seconds ?? NaN;
  return markdownTable(
    [`seconds, median of ${rounds} (least-most)`, ...Object.keys(SPECS)],
    [
      ...titles.map((title) => [title, ...cells(secondsOf(title))]),
      ['**from the command to the last check**', ...cells((run) => run.checkedSeconds)],
      ['processor time of all, its stop included', ...cells((run) => run.processorSeconds)],
    ],
  );
}

async function runOnce(spec: readonly string[], signal: AbortSignal): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-cold-start-'));
  try {
    const stages: StageTime[] = [];
    let checkedSeconds = NaN;
    const start = performance.now();
    const onLine = (line: string) => {
      const stage = parseStage(line);
      if (!stage) return;
      stages.push(stage);
      if (stage.title === 'Smoke checks') checkedSeconds = (performance.now() - start) / 1_000;
    };
    const command = ['local', 'run', ...spec, '--folder', join(folder, 'cluster')];
    const argv = [process.execPath, CLI, ...command];
    const { code, lastLines, processorSeconds } = await timeProgram(argv, { signal, onLine });
    if (code !== 0) throw new Error(`local run ended with ${code}: ${lastLines.join('\n')}`);
    return { stages, checkedSeconds, processorSeconds };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
