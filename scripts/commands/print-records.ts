import { UserError } from '../../cluster/errors';
import { visibleText } from '../../cluster/visible-text';
import { askForUser } from '../cluster-access/ask-for-user';
import { untoldOffsets } from '../cluster-access/list-offsets';
import type { DeployedCluster } from '../health/deployed-cluster';
import type { LocalAccess } from '../local/local-access';
import type { RecordGroup } from '../reading/context-lines';
import { ProgressLine } from '../reading/progress-line';
import { readTopics, type ReadProgress, type ReadTopicsOptions } from '../reading/read-topics';
import type { RecordRun } from '../reading/record-block';
import { RecordOutput } from '../reading/record-output';
import type { RecordText } from '../reading/record-text';
import { printAside } from '../terminal/print';
import type { InventoryOptions } from './inventory-options';
import { servingCluster } from './running-cluster';

export interface PrintRecordsOptions
  extends
    Omit<ReadTopicsOptions, 'onGroup' | 'onRun' | 'onPiece' | 'onTrouble'>,
    Pick<InventoryOptions, 'direct'> {
  /** Prints how many there are, and nothing of them. */
  readonly count: boolean;
  readonly text: 'raw' | 'json' | RecordText;
}

/**
 * Prints records of a cluster's topics, until all are read or whoever reads them has enough.
 *
 * @returns the exit code
 * @throws UserError where there is no topic of a name, or Kafka gives no answer; of a partition, once the others are printed
 */
export async function printRecords(
  asked: DeployedCluster | LocalAccess,
  options: PrintRecordsOptions,
): Promise<number> {
  const { count, text, follow, signal: interrupted } = options;
  const { topology, reach } = await servingCluster(asked, options);
  const unread = new AbortController();
  // As `head` does, once it has enough.
  process.stdout.once('error', () => unread.abort());
  const signal = AbortSignal.any([interrupted, unread.signal]);
  const seen = new Map<string, number>();
  const printing = printingOf({ ...options, signal }, seen);
  try {
    const { matches, topics, unread } = await askForUser({ topology, reach, signal }, (brokers) =>
      readTopics(brokers, { ...options, signal, ...printing }),
    );
    await printing.end();
    if (count) console.log(countText(topics, seen, text === 'json'));
    if (unread.length > 0) throw new UserError(untoldOffsets(unread).message);
    return isSought(options) && matches === 0 ? 1 : 0;
  } catch (error) {
    // Whoever has enough, and whoever ends what would go on for ever, is content.
    if (unread.signal.aborted || (follow && interrupted.aborted)) return 0;
    throw error;
  } finally {
    printing.clear();
  }
}

const isSought = ({ grep, key, headers }: PrintRecordsOptions) =>
  [grep, key, headers].some((each) => each !== undefined);

/** What is done with records, and with what is told beside them. */
function printingOf(
  { count, text, grep, invert, context, follow, signal }: PrintRecordsOptions,
  seen: Map<string, number>,
) {
  const output = new RecordOutput({
    ...{ stream: process.stdout, text },
    mark: invert ? undefined : grep,
    areGroupsApart: context !== undefined,
  });
  const progress = new ProgressLine({
    stream: process.stderr,
    isBesideOutput: process.stdout.isTTY && !count,
  });
  const add = (topic: string, count: number) => seen.set(topic, (seen.get(topic) ?? 0) + count);
  const counting = {
    onRun: ({ block, from, to }: RecordRun) => add(block.place.topic, to - from),
    onGroup: (group: RecordGroup) => {
      for (const { record, isMatch } of group) if (isMatch) add(record.topic, 1);
    },
  };
  const showing = {
    onRun: (run: RecordRun) => output.showRun(run),
    onGroup: (group: RecordGroup) => output.show(group),
  };
  const flush = async () => {
    if (output.hasWaiting) progress.clear();
    return await output.flush(signal);
  };
  return {
    ...(count ? counting : showing),
    onPiece: async (reached: ReadProgress) => {
      const hasPrinted = await flush();
      // Who follows is never done: there is nothing to tell once all that was there is read.
      if (!follow || reached.share < 1) progress.tell(reached, hasPrinted);
    },
    onTrouble: (trouble: string) => {
      progress.clear();
      printAside(visibleText(trouble));
    },
    end: flush,
    clear: () => progress.clear(),
  };
}

/** As grep has it: by name where there are several. */
function countText(
  topics: readonly string[],
  seen: ReadonlyMap<string, number>,
  asJson: boolean,
): string {
  const counts = topics.map((topic) => [topic, seen.get(topic) ?? 0] as const);
  if (asJson) return JSON.stringify(Object.fromEntries(counts));
  if (counts.length === 1) return String(counts[0]![1]);
  return counts.map(([topic, records]) => `${topic}: ${records}`).join('\n');
}
