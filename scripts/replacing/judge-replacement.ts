import type { Problem } from '../../cluster/errors';
import type { Plan, ResourceChange } from '../terraform-plan/plan';

/** Types whose change belongs to a deploy, which has gates between the hosts. */
const HOSTS_AND_DATA = new Set(['aws_instance', 'aws_ebs_volume', 'aws_network_interface']);

/**
 * What a plan to replace one instance would do to other hosts, or to data; empty where it leaves them
 * alone.
 *
 * @param terraformAddress of the instance that is meant
 */
export function judgeReplacement(plan: Plan, terraformAddress: string): readonly Problem[] {
  const others = plan.changes.filter(
    ({ type, address, change }) =>
      HOSTS_AND_DATA.has(type) &&
      address !== terraformAddress &&
      change !== 'none' &&
      change !== 'read',
  );
  const problems = others.map(({ address, actions }) => ({
    path: plan.mask(address),
    rule: 'stay as it is while another host is replaced',
    value: plan.mask(actions.join(', then ')),
    remedy: 'Deploy what else has changed first: `cdktf deploy` or `cdktn deploy`',
  }));
  const { change, actions } = changeOfInstance(plan, terraformAddress) ?? {};
  if (change === 'create' || change === 'replace') return problems;
  return [
    ...problems,
    {
      path: terraformAddress,
      rule: 'be made anew',
      value: change === 'none' ? 'no change' : plan.mask(actions?.join(', then ') ?? 'no change'),
      remedy: 'Synthesize the stack that this inventory is of, and try again',
    },
  ];
}

/** What a plan does to an instance; what earlier replacements have left behind of it is another matter. */
export function changeOfInstance(
  { changes }: Plan,
  terraformAddress: string,
): ResourceChange | undefined {
  return changes.find(
    ({ address, deposed }) => address === terraformAddress && deposed === undefined,
  );
}
