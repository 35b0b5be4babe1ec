import type { Sayable } from '../../../masking/say';
import { quoteDerived } from '../../../terraform-plan/quote';
import { distinct } from '../../lists';
import type { ResourceChange, Values } from '../../../terraform-plan/plan';
import { blocksOf, isUnknown, textOf } from '../../../terraform-plan/values';

/** A policy document that a resource holds, before and after. */
export interface PolicyChange {
  readonly before?: string;
  readonly after?: string;
  readonly isUnknown: boolean;
}

/** By type, the attributes that hold a policy. */
export const POLICY_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  aws_ecr_repository_policy: ['policy'],
  aws_iam_group_policy: ['policy'],
  aws_iam_policy: ['policy'],
  aws_iam_role: ['assume_role_policy', 'inline_policy'],
  aws_iam_role_policy: ['policy'],
  aws_iam_user_policy: ['policy'],
  aws_kms_key: ['policy'],
  aws_kms_key_policy: ['policy'],
  aws_s3_access_point: ['policy'],
  aws_s3_bucket: ['policy'],
  aws_s3_bucket_policy: ['policy'],
  aws_s3control_access_point_policy: ['policy'],
  aws_secretsmanager_secret_policy: ['policy'],
  aws_sns_topic: ['policy'],
  aws_sns_topic_policy: ['policy'],
  aws_sqs_queue: ['policy'],
  aws_sqs_queue_policy: ['policy'],
  aws_vpc_endpoint: ['policy'],
};

/** The policies of a resource that change. */
export function policyChanges(resource: ResourceChange): readonly PolicyChange[] {
  return (POLICY_ATTRIBUTES[resource.type] ?? []).flatMap((key) => {
    if (isUnknown(resource, key) && isComputed(resource, key)) return [];
    const change = {
      ...sideOf('before', documentIn(resource.before, key)),
      ...sideOf('after', documentIn(resource.after, key)),
      isUnknown: isUnknown(resource, key),
    };
    return change.before === change.after && !change.isUnknown ? [] : [change];
  });
}

/** What the policies of a resource allow or not, for a sentence. */
export function sayRights(resource: ResourceChange, what: readonly string[]): readonly Sayable[] {
  const attributes = POLICY_ATTRIBUTES[resource.type] ?? [];
  return distinct(
    what.map((words) => quoteDerived(resource, ['before', 'after'], attributes, words)),
  );
}

/** Attributes that AWS fills where the code says nothing: of a new thing they are never known. */
const COMPUTED = new Set([
  'aws_iam_role.inline_policy',
  'aws_kms_key.policy',
  'aws_s3_access_point.policy',
  'aws_s3_bucket.policy',
  'aws_sns_topic.policy',
  'aws_sqs_queue.policy',
  'aws_vpc_endpoint.policy',
]);

function isComputed({ type, change }: ResourceChange, key: string): boolean {
  return change !== 'update' && COMPUTED.has(`${type}.${key}`);
}

function sideOf(side: 'before' | 'after', document: string | undefined): Partial<PolicyChange> {
  return document === undefined ? {} : { [side]: document };
}

/** Inline policies of a role are read as one. */
function documentIn(values: Values | undefined, key: string): string | undefined {
  if (key !== 'inline_policy') return textOf(values, key) || undefined;
  const documents = blocksOf(values, key).map((block) => textOf(block, 'policy') ?? '');
  const filled = documents.filter((document) => document !== '');
  return filled.length === 0 ? undefined : joined(filled);
}

function joined(documents: readonly string[]): string {
  try {
    const statements = documents.flatMap(
      (document) => (JSON.parse(document) as { Statement?: unknown }).Statement ?? [],
    );
    return JSON.stringify({ Statement: statements });
  } catch {
    return documents.join('\n');
  }
}
