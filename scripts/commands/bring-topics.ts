import { print } from '../terminal/print';
import { thisTerminal } from '../terminal/terminal';
import type { SplitPlan, TopicChange, TopicLook } from '../topics/converge-topics';
import { confirm } from './confirm';
import { lockOptions, type LockCommandOptions } from './lock-options';

export interface BringTopicsOptions extends LockCommandOptions {
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
  cluster: ReachedCluster,
  options: BringTopicsOptions,
): Promise<number> {
  const { isAsDeclared, lookAtTopics } = await import('../topics/converge-topics.js');
  const { renderTopicsJson } = await import('../topics/render-topics.js');
  const { signal, allowDataLoss = [], delete: deleted = [] } = options;
  const look = { ...cluster, signal, allowDataLoss, deleted };
  let plan = await lookAtTopics(look);
  await show(cluster, plan, options);
  if ((plan.steps.length > 0 || !plan.isNoted) && !options.dryRun) {
    if (plan.steps.length > 0) await confirm(options.command, options);
    plan = await bring(look, plan, options);
    await show(cluster, plan, options);
  }
  if (options.json) console.log(renderTopicsJson(cluster.topology, plan));
  return isAsDeclared(plan) ? 0 : 1;
}

async function bring(
  look: TopicLook,
  plan: SplitPlan,
  options: BringTopicsOptions,
): Promise<SplitPlan> {
  const { command, json, signal } = options;
  const [{ convergeTopics, directReach }, { withClusterChange }, { subjectOf }] = await Promise.all(
    [
      import('../topics/converge-topics.js'),
      import('../changing/with-cluster-change.js'),
      import('../health/topics/judge-topics.js'),
    ],
  );
  const say = json ? () => undefined : print;
  const why = [...new Set(plan.steps.map(subjectOf))];
  const toChange = { command, why, signal, onProgress: say, ...lockOptions(options) };
  return await withClusterChange({ reach: directReach, ...look }, toChange, (change) =>
    convergeTopics({ ...look, signal: change.signal, say, change }),
  );
}

async function show(
  { topology }: ReachedCluster,
  plan: SplitPlan,
  { json }: BringTopicsOptions,
): Promise<void> {
  if (json) return;
  const { renderTopics } = await import('../topics/render-topics.js');
  console.log(renderTopics(topology, plan, thisTerminal()));
}
