import { UserError } from '../../../cluster/errors';
import { markdownTable } from '../../bench/support/markdown-table';
import { DeployedLab } from '../deployed-lab';
import type { LabOptions } from '../start-lab';
import { Hour } from './hour';
import { HOUR_STEPS, type HourStep } from './hour-steps';
import { pausesWithin, type Pauses } from './pauses';

export interface HourOptions extends LabOptions {
  /** No step begins later. @default - all are taken */
  readonly minutes?: number | undefined;
  /** Those with one of these words in their title, in the order of the words. @default - all */
  readonly only?: readonly string[];
}

/** Records a second: pauses are seen as finely as a partition gets its share of them. */
const RECORDS_PER_SECOND = 300;
/** What a step has shown. */
interface StepEnd {
  readonly step: HourStep;
  readonly startMs: number;
  readonly endMs: number;
  readonly failure?: string;
}

/**
 * Lives with a deployed cluster in a lab: one change and one fault after the other, while Kafka's own
 * VerifiableProducer writes. At the end its VerifiableConsumer reads all, and each record that was
 * acknowledged is looked for.
 *
 * @returns a report in Markdown, and whether nothing was lost, doubled or refused and every step went well
 */
export async function liveAnHour(options: HourOptions): Promise<readonly [string, boolean]> {
  const { onEvent: say = () => undefined, minutes = Infinity } = options;
  const steps = stepsOf(options);
  const deployed = await DeployedLab.start({ name: 'hour', ...options, image: 'baked' });
  try {
    const hour = new Hour(deployed, say);
    await hour.changeSpec({});
    await hour.deploy();
    const shipper = await deployed.ship(RECORDS_PER_SECOND);
    await shipper.flows();
    const startMs = Date.now();
    const ends: StepEnd[] = [];
    for (const step of steps) {
      if (Date.now() - startMs > minutes * 60_000) break;
      ends.push(await take(hour, step));
    }
    const shipped = await shipper.stop();
    const found = await shipper.readBack();
    const verdict = judge(shipped, found);
    const isWell = verdict.isWell && ends.every(({ failure }) => failure === undefined);
    const rows = ends.map((end) =>
      row(end, pausesWithin(shipped.acknowledged, end.startMs, end.endMs)),
    );
    return [[markdownTable(COLUMNS, rows), verdict.text].join('\n\n'), isWell];
  } finally {
    await deployed.stop();
  }
}

const COLUMNS = [
  ...[
    'what happened',
    'it took',
    'no partition acknowledged for',
    'one partition for',
    'went well',
  ],
];

function stepsOf({ only = [] }: HourOptions): readonly HourStep[] {
  if (only.length === 0) return HOUR_STEPS;
  const found = only.map((word) => HOUR_STEPS.filter(({ title }) => title.includes(word)));
  const unknown = only.filter((_, index) => found[index]!.length === 0);
  if (unknown.length > 0) {
    const titles = HOUR_STEPS.map(({ title }) => `\n  - ${title}`).join('');
    const got = unknown.map((word) => `'${word}'`).join(', ');
    throw new UserError(
      `hour: each word must be in the title of a step, got ${got}. These are:${titles}`,
    );
  }
  return [...new Set(found.flat())];
}

async function take(hour: Hour, step: HourStep): Promise<StepEnd> {
  hour.say(step.title);
  const startMs = Date.now();
  try {
    await step.does(hour);
    await hour.gate();
    return { step, startMs, endMs: Date.now() };
  } catch (error) {
    const failure = (error as Error).message;
    hour.say(`${step.title}: ${failure}`);
    return { step, startMs, endMs: Date.now(), failure };
  }
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

function row({ step, startMs, endMs, failure }: StepEnd, { ofAllMs, ofOneMs }: Pauses): string[] {
  const times = [endMs - startMs, ofAllMs, ofOneMs].map(seconds);
  return [step.title, ...times, failure === undefined ? 'yes' : 'no'];
}

interface Verdict {
  readonly text: string;
  readonly isWell: boolean;
}

/** Compares what the producer was told with what the consumer found. */
function judge(
  { acknowledged, failed }: Awaited<ReturnType<Shipper['stop']>>,
  found: readonly string[],
): Verdict {
  const there = new Set(found);
  const lost = acknowledged.filter(({ value }) => !there.has(value)).length;
  const doubled = found.length - there.size;
  const counts = [acknowledged.length, found.length, lost, doubled, failed.length];
  const [acks, read, ...bad] = counts.map((count) => count.toLocaleString('en'));
  return {
    text: `${acks} records acknowledged, ${read} read; ${bad[0]} lost, ${bad[1]} doubled, ${bad[2]} given up by the producer${reasonsOf(failed)}.`,
    isWell: lost === 0 && doubled === 0 && failed.length === 0,
  };
}

/** As the producer tells them, each once. */
function reasonsOf(failed: readonly string[]): string {
  const reasons = failed.map((line) => /"message":"([^"]*)"/.exec(line)?.[1] ?? line);
  return reasons.length === 0 ? '' : ` (${[...new Set(reasons)].slice(0, 5).join('; ')})`;
}

type Shipper = Awaited<ReturnType<DeployedLab['ship']>>;
