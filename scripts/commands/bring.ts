import type { ChangedCluster, ClusterChange } from '../changing/cluster-change';
import { print } from '../terminal/print';
import { confirm } from './confirm';
import { lockOptions, type LockCommandOptions } from './lock-options';

/** Options of what brings a part of the spec to a live cluster. */
export interface BringOptions extends LockCommandOptions {
  /** The command that asks. */
  readonly command: string;
  readonly signal: AbortSignal;
  readonly inventory?: string;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: true;
}

/** A part of the spec, and how it is brought. */
export interface BroughtPart<Plan> {
  readonly cluster: ChangedCluster;
  readonly look: () => Promise<Plan>;
  /** For a person, and for a program. */
  readonly render: (plan: Plan) => string;
  readonly renderJson: (plan: Plan) => string;
  /** What is to be done, each in a few words; empty where nothing is. */
  readonly subjects: (plan: Plan) => readonly string[];
  /** Whether there is something to do that nobody has to be asked about. @default - there never is */
  readonly hasUnasked?: (plan: Plan) => boolean;
  /** @returns what differs still */
  readonly apply: (change: ClusterChange, say: (text: string) => void) => Promise<Plan>;
  readonly isAsDeclared: (plan: Plan) => boolean;
}

/**
 * Shows how a cluster differs from the spec in this part; where something is to be done, asks and does it.
 *
 * @returns the exit code
 */
export async function bring<Plan>(part: BroughtPart<Plan>, options: BringOptions): Promise<number> {
  const show = (plan: Plan) => {
    if (!options.json) console.log(part.render(plan));
  };
  let plan = await part.look();
  show(plan);
  const hasSteps = part.subjects(plan).length > 0;
  if ((hasSteps || part.hasUnasked?.(plan)) && !options.dryRun) {
    if (hasSteps) await confirm(options.command, options);
    plan = await apply(part, plan, options);
    show(plan);
  }
  if (options.json) console.log(part.renderJson(plan));
  return part.isAsDeclared(plan) ? 0 : 1;
}

async function apply<Plan>(
  part: BroughtPart<Plan>,
  plan: Plan,
  options: BringOptions,
): Promise<Plan> {
  const { command, json, signal } = options;
  const { withClusterChange } = await import('../changing/with-cluster-change.js');
  const say = json ? () => undefined : print;
  const why = [...new Set(part.subjects(plan))];
  const toChange = { command, why, signal, onProgress: say, ...lockOptions(options) };
  return await withClusterChange(part.cluster, toChange, (change) => part.apply(change, say));
}
