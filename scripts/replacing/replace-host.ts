import { formatProblem, UserError } from '../../cluster/errors';
import type { ClusterChange } from '../changing/cluster-change';
import type { DeployedCluster } from '../health/deployed-cluster';
import { rightBeforeStop } from '../rolling/right-before-stop';
import { parsePlan } from '../terraform-plan/parse-plan';
import { textOf } from '../terraform-plan/values';
import type { TerraformRun } from '../terraform/run-terraform';
import { withPlan } from '../terraform/with-plan';
import { allowTermination } from './allow-termination';
import { applyReplacement } from './apply-replacement';
import { changeOfInstance, judgeReplacement } from './judge-replacement';

/** A plan that makes one instance anew, and changes no other host and no data. */
export interface ReplacementPlan {
  /** What terraform applies. */
  readonly file: string;
  /** The instance that goes; undefined where there is none. */
  readonly instanceId: string | undefined;
}

/**
 * Plans to make an instance anew, and lends the plan.
 *
 * @throws UserError where it would change more than that
 */
export async function withReplacementPlan<T>(
  run: TerraformRun,
  terraformAddress: string,
  work: (plan: ReplacementPlan) => Promise<T>,
): Promise<T> {
  return await withPlan([`-replace=${terraformAddress}`], run, async ({ file, json }) => {
    const plan = parsePlan(json, { source: 'The plan' });
    const problems = judgeReplacement(plan, terraformAddress);
    if (problems.length > 0) throw new UserError(problems.map(formatProblem).join('\n'));
    // Not the inventory's: an earlier run may have got as far as to the next one.
    const instanceId = textOf(changeOfInstance(plan, terraformAddress)?.before, 'id');
    return await work({ file, instanceId });
  });
}

/** What a replacement goes through. */
export interface Replacing {
  readonly cluster: Pick<DeployedCluster, 'inventory' | 'topology' | 'look' | 'gate'>;
  readonly change: ClusterChange;
  readonly run: TerraformRun;
  readonly onProgress: (text: string) => void;
  /** What a host that has just been made needs before it can serve. */
  readonly settle: (hostName: string, signal: AbortSignal) => Promise<void>;
}

/** Carries a plan out, behind a gate apart from its host, and ends with a gate. */
export async function carryOut(
  { cluster, change, run, onProgress, settle }: Replacing,
  { name, file, instanceId }: ReplacementPlan & { readonly name: string },
): Promise<void> {
  const { signal } = change;
  const { region } = cluster.inventory;
  await cluster.gate({ signal, apartFrom: name });
  if (instanceId) await allowTermination({ name, instanceId, region });
  await rightBeforeStop({ cluster, change, onProgress }, { name });
  await change.step({ host: name, what: 'replace its instance' }, async () => {
    await applyReplacement(file, { ...run, signal });
    await settle(name, signal);
    await cluster.gate({ signal });
  });
}
