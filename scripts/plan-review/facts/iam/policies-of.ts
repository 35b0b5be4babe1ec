import type { Sayable } from '../../../masking/say';
import { quoteDerived } from '../../../terraform-plan/quote';
import { distinct } from '../../lists';
import type { ResourceChange, Values } from '../../../terraform-plan/plan';
import { blocksOf, isUnknown, textOf } from '../../../terraform-plan/values';
import { parsePolicy, type PolicyStatement } from './policy-statements';

/** A policy that a resource holds and that changes, or may. */
export interface PolicyChange {
  readonly attribute: string;
  /** Empty where there is none; undefined where it can’t be read. */
  readonly before: readonly PolicyStatement[] | undefined;
  /** Undefined also where it is known only after the apply. */
  readonly after: readonly PolicyStatement[] | undefined;
}

/** Attributes that hold a policy, of whatever type. */
export const POLICY_ATTRIBUTES = [
  ...['policy', 'assume_role_policy', 'inline_policy', 'access_policy', 'access_policies'],
  ...['policy_document', 'resource_policy', 'repository_policy', 'key_policy'],
] as const;

/** The policies of a resource that change. */
export function policyChanges(resource: ResourceChange): readonly PolicyChange[] {
  const { type, change, before, after } = resource;
  return POLICY_ATTRIBUTES.flatMap((attribute) => {
    const [old, now] = [documentsIn(before, attribute), documentsIn(after, attribute)];
    const isUntold = isUnknown(resource, attribute);
    // Of what nobody sets, AWS fills in its own, which is known only later.
    if (isUntold && change !== 'update' && !/_policy$/.test(type)) return [];
    const isChanged = old.join() !== now.join() && [...old, ...now].some(isLikePolicy(type));
    if (!isUntold && !isChanged) return [];
    return [{ attribute, before: read(old), after: isUntold ? undefined : read(now) }];
  });
}

/** What the policies of a resource allow or not, for a sentence. */
export function sayRights(resource: ResourceChange, what: readonly string[]): readonly Sayable[] {
  return distinct(
    what.map((words) => quoteDerived(resource, ['before', 'after'], POLICY_ATTRIBUTES, words)),
  );
}

/** Other providers have attributes of these names that hold a word, or rules of another kind. */
function isLikePolicy(type: string): (text: string) => boolean {
  return (text) => type.startsWith('aws_') || /"(Statement|Effect)"/i.test(text);
}

/** Inline policies of a role are read as one. */
function documentsIn(values: Values | undefined, attribute: string): readonly string[] {
  const inner = blocksOf(values, attribute).map((block) => textOf(block, 'policy') ?? '');
  return [textOf(values, attribute) ?? '', ...inner].filter((text) => text !== '');
}

function read(documents: readonly string[]): readonly PolicyStatement[] | undefined {
  const parsed = documents.map(parsePolicy);
  return parsed.every((statements) => statements !== undefined) ? parsed.flat() : undefined;
}
