import { runProgram, type RunProgramOptions } from '../../../scripts/system/run-program';
import { endedChildrenSeconds } from './processor-time';

/** How a program went. */
export interface TimedProgram {
  readonly milliseconds: number;
  /** Seconds on the processors, with those of all that it started and waited for. */
  readonly processorSeconds: number;
  readonly code: number | undefined;
  readonly lastLines: readonly string[];
}

/** Runs a program from its start to its end; no other child of this process may end meanwhile. */
export async function timeProgram(
  argv: readonly string[],
  options: RunProgramOptions,
): Promise<TimedProgram> {
  const before = endedChildrenSeconds();
  const start = performance.now();
  const { code, lastLines } = await runProgram(argv, options);
  const milliseconds = performance.now() - start;
  return { milliseconds, processorSeconds: endedChildrenSeconds() - before, code, lastLines };
}
