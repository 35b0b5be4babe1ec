import type { Problem } from '../../cluster/errors';

/** What is read of terraform's plan as JSON. */
export interface PlannedChanges {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly type: string;
    readonly change: { readonly actions: readonly string[] };
  }[];
}

/** Types whose change belongs to a deploy, which has gates between the hosts. */
const HOSTS_AND_DATA = new Set(['aws_instance', 'aws_ebs_volume', 'aws_network_interface']);
const HARMLESS = new Set(['no-op', 'read']);

/**
 * What a plan to replace one instance would do to other hosts, or to data; empty where it leaves them
 * alone.
 *
 * @param terraformAddress of the instance that is meant
 */
export function judgeReplacement(
  { resource_changes = [] }: PlannedChanges,
  terraformAddress: string,
): readonly Problem[] {
  const changes = resource_changes.filter(
    ({ change }) => !change.actions.every((action) => HARMLESS.has(action)),
  );
  const others = changes.filter(
    ({ type, address }) => HOSTS_AND_DATA.has(type) && address !== terraformAddress,
  );
  const problems = others.map(({ address, change }) => ({
    path: address,
    rule: 'stay as it is while another host is replaced',
    value: change.actions.join(', then '),
    remedy: 'Deploy what else has changed first: `cdktf deploy`',
  }));
  const replaced = changes.find(({ address }) => address === terraformAddress);
  if (replaced?.change.actions.includes('create')) return problems;
  return [
    ...problems,
    {
      path: terraformAddress,
      rule: 'be made anew',
      value: replaced?.change.actions.join(', then ') ?? 'no change',
      remedy: 'Synthesize the stack that this inventory is of, and try again',
    },
  ];
}
