import { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { Problem } from '../cluster/errors';
import { resolveTokens } from './resolve-tokens';

interface NamedCluster {
  readonly clusterName: string;
  readonly construct: IConstruct;
}

/** The clusters of each app. */
const CLUSTERS = new WeakMap<IConstruct, NamedCluster[]>();

/** Remembers a cluster; a problem where its stack has one of this name already. */
export function takeName(construct: IConstruct, clusterName: string): readonly Problem[] {
  const all = CLUSTERS.get(construct.node.root) ?? [];
  CLUSTERS.set(construct.node.root, [...all, { clusterName, construct }]);
  const stack = TerraformStack.of(construct);
  const other = all.find(
    (each) => each.clusterName === clusterName && TerraformStack.of(each.construct) === stack,
  );
  if (!other) return [];
  return [
    {
      path: 'clusterName',
      rule: `differ from that of ${other.construct.node.path} in the same stack`,
      value: clusterName,
      remedy: 'What AWS holds is called after it: choose another name',
    },
  ];
}

/** A warning where another stack has a cluster of this name in the same account and region. */
export function nameShared(construct: IConstruct, clusterName: string): readonly Problem[] {
  const stack = TerraformStack.of(construct);
  const here = placeOf(stack);
  const others = (CLUSTERS.get(construct.node.root) ?? []).filter(
    (each) => each.clusterName === clusterName && TerraformStack.of(each.construct) !== stack,
  );
  return others
    .filter((each) => here !== undefined && placeOf(TerraformStack.of(each.construct)) === here)
    .map((each) => ({
      path: 'clusterName',
      rule: `differ from that of ${each.construct.node.path}, where both are in one account and region`,
      value: clusterName,
      remedy: 'Roles, alarms and the alias of the key are called after it: choose another name',
    }));
}

/** Where a stack's providers ask AWS, as far as the stack says; undefined where terraform decides. */
function placeOf(stack: TerraformStack): string | undefined {
  const providers = stack
    .allProviders()
    .filter(({ terraformResourceType }) => terraformResourceType === 'aws')
    .map((provider) => provider.toTerraform() as unknown);
  const place = JSON.stringify(resolveTokens(stack, providers), PLACE);
  return place.includes('${') ? undefined : place;
}

/** What is compared of a provider: the fields that say which account and region it asks. */
const PLACE = [
  'provider',
  'aws',
  'region',
  'profile',
  'assume_role',
  'role_arn',
  'allowed_account_ids',
];
