import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { ensureDistribution } from '../../scripts/distribution/ensure-distribution';
import type { BenchOptions } from './support/bench-options';
import { markdownTable, medianAndRange } from './support/markdown-table';
import { parseStage, type StageTime } from './support/stage-times';
import { timeProgram } from './support/timed-program';

const CLI = join(packageFolder(), 'dist/scripts/cli.js');

/** `local run`, from the command to its end: where the seconds go. */
export async function coldStart({ signal, rounds = 5 }: BenchOptions): Promise<string> {
  await ensureDistribution({ signal });
  const runs: Run[] = [];
  for (let round = 0; round < rounds; round += 1) runs.push(await runOnce(signal));
  const titles = runs[0]!.stages.map(({ title }) => title);
  const seconds = (of: (run: Run) => number) => medianAndRange(runs.map(of));
  return markdownTable(
    ['part', `seconds, median of ${rounds} (least-most)`],
    [
      ...titles.map((title) => [
        title,
        seconds(({ stages }) => stages.find((stage) => stage.title === title)?.seconds ?? NaN),
      ]),
      ['**from the command to the last check**', seconds(({ checkedSeconds }) => checkedSeconds)],
      ['processor time of the whole, its stop included', seconds((run) => run.processorSeconds)],
    ],
  );
}

interface Run {
  readonly stages: readonly StageTime[];
  readonly checkedSeconds: number;
  readonly processorSeconds: number;
}

async function runOnce(signal: AbortSignal): Promise<Run> {
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
    const argv = [process.execPath, CLI, 'local', 'run', '--folder', join(folder, 'cluster')];
    const { code, lastLines, processorSeconds } = await timeProgram(argv, { signal, onLine });
    if (code !== 0) throw new Error(`local run ended with ${code}: ${lastLines.join('\n')}`);
    return { stages, checkedSeconds, processorSeconds };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
