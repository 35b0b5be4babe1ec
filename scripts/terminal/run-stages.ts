import { styleText } from 'node:util';
import { Listr, type ListrTask } from 'listr2';
import { thisTerminal } from './terminal';
import { shortenText } from './wrap-text';

/** One part of a longer piece of work. */
export interface Stage {
  /** What is done, as a heading. */
  readonly title: string;
  /**
   * Does it.
   * @param report shows what is being done just now, one line each time
   * @returns what came of it, in a few words; shown behind the title
   */
  readonly run: (report: (text: string) => void) => Promise<string>;
}

/** What stands beside a text in its line: a mark, the time, and a margin. */
const BESIDE_TITLE = 16;
const BESIDE_REPORT = 8;

/** In a file or in CI every report is a line that stays: they come this far apart, and no sooner. */
const QUIET_REPORT_MS = 5_000;

/**
 * Runs stages one after the other and shows each with the time that it took: live in a terminal,
 * as plain lines elsewhere.
 *
 * @throws whatever the first stage that fails throws; no later one is run
 */
export async function runStages(stages: readonly Stage[]): Promise<void> {
  let failure: unknown;
  const tasks: ListrTask[] = stages.map(({ title, run }) => ({
    title,
    task: async (_, task) => {
      const report = sparing((text) => (task.output = inLine(text, BESIDE_REPORT)));
      try {
        task.title = inLine(`${title}: ${await run(report)}`, BESIDE_TITLE);
      } catch (error) {
        failure = error;
        throw new Error(firstLine(error), { cause: error });
      }
    },
  }));
  const rendererOptions = {
    ...{ timer: TIMER, showErrorMessage: false },
    // Of a terminal that was made narrower since; a line that wraps would scroll when it is drawn anew.
    formatOutput: 'truncate' as const,
  };
  const listr = new Listr(tasks, {
    // Interrupts are the command's own matter: interrupts.ts.
    registerSignalListeners: false,
    rendererOptions,
    fallbackRenderer: 'simple',
    fallbackRendererOptions: { timer: TIMER },
  });
  process.on('exit', showCursor);
  try {
    await listr.run();
  } catch (error) {
    throw failure ?? error;
  } finally {
    process.off('exit', showCursor);
  }
}

const TIMER = {
  condition: true,
  field: (ms: number) => `${(ms / 1_000).toFixed(1)} s`,
  format: () => (text?: string) => styleText('dim', text ?? ''),
};

const inLine = (text: string, beside: number): string =>
  shortenText(text, thisTerminal().width - beside);

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';

function sparing(report: (text: string) => void): (text: string) => void {
  if (process.stdout.isTTY) return report;
  let next = performance.now() + QUIET_REPORT_MS;
  return (text) => {
    if (performance.now() < next) return;
    next = performance.now() + QUIET_REPORT_MS;
    report(text);
  };
}

/** The live display hides it; a process that ends at once would leave it hidden. */
function showCursor(): void {
  if (process.stdout.isTTY) process.stdout.write('\u001b[?25h');
}
