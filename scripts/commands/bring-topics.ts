import { print } from '../terminal/print';
import { thisTerminal } from '../terminal/terminal';
import type { TopicChange } from '../topics/converge-topics';
import { confirm } from './confirm';

export interface BringTopicsOptions {
  /** The command that asks. */
  readonly command: string;
  readonly signal: AbortSignal;
  readonly inventory?: string;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: true;
  readonly allowDataLoss?: readonly string[];
  readonly delete?: readonly string[];
}

type ReachedCluster = Pick<TopicChange, 'topology' | 'reach'>;

/**
 * Shows how topics and quotas differ from the spec; where something is to be done, asks and does it.
 *
 * @returns the exit code
 * @throws UserError where Kafka gives no answer, or refuses something
 */
export async function bringTopics(
  { topology, reach }: ReachedCluster,
  options: BringTopicsOptions,
): Promise<number> {
  const { json, signal, allowDataLoss = [], delete: deleted = [] } = options;
  const change: TopicChange = {
    ...{ topology, reach, signal, allowDataLoss, deleted },
    say: json ? () => undefined : print,
  };
  const [{ convergeTopics, isAsDeclared, lookAtTopics }, { renderTopics, renderTopicsJson }] =
    await Promise.all([
      import('../topics/converge-topics.js'),
      import('../topics/render-topics.js'),
    ]);
  let plan = await lookAtTopics(change);
  if (!json) console.log(renderTopics(topology, plan, thisTerminal()));
  if (plan.steps.length > 0 && !options.dryRun) {
    await confirm(options.command, options);
    plan = await convergeTopics(change);
    if (!json) console.log(renderTopics(topology, plan, thisTerminal()));
  }
  if (json) console.log(renderTopicsJson(topology, plan));
  return isAsDeclared(plan) ? 0 : 1;
}
