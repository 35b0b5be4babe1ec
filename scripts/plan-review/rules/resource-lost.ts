import { say, unmarked } from '../../masking/say';
import { goesWithHost } from '../facts/hosts/gone-hosts';
import { groupBy, listSome } from '../lists';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { Judgement, Rule } from '../rule';
import { isLost } from '../../terraform-plan/values';
import { DATA_STORES } from '../facts/resources/data-stores';

/** Types that other rules judge when they go, and steps and markers that hold nothing. */
const JUDGED_ELSEWHERE: ReadonlySet<string> = new Set([
  ...DATA_STORES,
  'aws_cloudwatch_composite_alarm',
  'aws_cloudwatch_metric_alarm',
  'aws_ebs_volume',
  'aws_iam_instance_profile',
  'aws_iam_policy',
  'aws_iam_role',
  'aws_iam_role_policy',
  'aws_iam_role_policy_attachment',
  'aws_instance',
  'aws_kms_external_key',
  'aws_kms_key',
  'aws_kms_replica_external_key',
  'aws_kms_replica_key',
  'aws_s3_bucket_object',
  'aws_s3_bucket_public_access_block',
  'aws_s3_bucket_server_side_encryption_configuration',
  'aws_s3_bucket_versioning',
  'aws_s3_object',
  'aws_volume_attachment',
  'null_resource',
  'terraform_data',
  'time_sleep',
]);

/** What goes, of which no other rule knows what that means. */
export const resourceLost: Rule = {
  id: 'resource-lost',
  title: 'A resource of a type that no other rule judges is deleted or replaced',
  judge: (facts) => {
    const isForHost = goesWithHost(facts);
    const lost = facts.plan.changes.filter(
      (resource) =>
        resource.mode === 'managed' &&
        isLost(resource) &&
        !isForHost(resource) &&
        (!JUDGED_ELSEWHERE.has(resource.type) || isLeftover(resource)),
    );
    return [...groupBy(lost, ({ change }) => change).values()].map(judgement);
  },
};

/** What an earlier replacement left behind is no host any more, but it may be something. */
function isLeftover({ deposed, type }: ResourceChange): boolean {
  return deposed !== undefined && type === 'aws_instance';
}

function judgement(lost: readonly ResourceChange[]): Judgement {
  const isDeleted = lost[0]!.change === 'delete';
  const types = [...groupBy(lost, ({ type }) => type)].map(([type, { length }]) =>
    length === 1 ? type : say`${unmarked(length)} × ${type}`,
  );
  return {
    severity: 'care',
    what: say`${isDeleted ? 'Deletes' : 'Replaces'} ${listSome(types, 12)}.`,
    why: isDeleted
      ? 'What depends on it fails or loses it, also outside of this plan.'
      : 'It is away for a while, and what comes back has another id.',
    remedy: 'See what uses it, and whether that bears it.',
    addresses: lost.map(({ address }) => address),
  };
}
