import { unmarked, type Sayable } from '../../../masking/say';
import { quoteDerived } from '../../../terraform-plan/quote';
import type { ResourceChange, Values } from '../../../terraform-plan/plan';
import { blocksOf, isSame, isUnknown, textOf } from '../../../terraform-plan/values';
import { distinct, listSome } from '../../lists';
import { DECRYPT, isForDecrypting, rightsBeyond, rightsIn, type Right } from './rights';

/** What becomes of the rights that a policy speaks of. */
export interface PolicyChange {
  /** What it allows that it didn’t. */
  readonly allowed: readonly Right[];
  /** What it denied and no longer does. */
  readonly undenied: readonly Right[];
  /** What it allowed and no longer does, and what it denies that it didn’t. */
  readonly lost: readonly Right[];
  /** Whether nobody who could decrypt with a key still can, as far as its policy says. */
  readonly closesKey: boolean;
}

/** Attributes that hold a policy, of whatever type. */
export const POLICY_ATTRIBUTES = [
  ...['policy', 'assume_role_policy', 'inline_policy', 'access_policy', 'access_policies'],
  ...['policy_document', 'resource_policy', 'repository_policy', 'key_policy'],
] as const;

/** The policies of a resource that change; undefined for each that can’t be read, or only later. */
export function policyChanges(resource: ResourceChange): readonly (PolicyChange | undefined)[] {
  const { type, change, before, after } = resource;
  return POLICY_ATTRIBUTES.flatMap((attribute) => {
    const [old, now] = [documentsIn(before, attribute), documentsIn(after, attribute)];
    const isUntold = isUnknown(resource, attribute);
    // Of what nobody sets, AWS fills in its own, which is known only later.
    if (isUntold && change !== 'update' && !/_policy$/.test(type)) return [];
    const isChanged = old.join() !== now.join() && [...old, ...now].some(isLikePolicy(type));
    if (!isUntold && !isChanged) return [];
    const [was, is] = [rightsOf(old), isUntold ? undefined : rightsOf(now)];
    return [was && is && compare(was, is)];
  });
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

function rightsOf(documents: readonly string[]): readonly Right[] | undefined {
  const rights = documents.map(rightsIn);
  return rights.every((each) => each !== undefined) ? rights.flat() : undefined;
}

function compare(before: readonly Right[], after: readonly Right[]): PolicyChange {
  const [come, gone] = [rightsBeyond(after, before), rightsBeyond(before, after)];
  // A denial of what comes without TLS takes nothing from who uses it.
  const denied = come.filter(
    ({ effect, condition }) =>
      effect === 'Deny' && !isSame(condition, { Bool: { 'aws:SecureTransport': 'false' } }),
  );
  const able = before.filter((right) => isAllowed(right) && isForDecrypting(right));
  const shutOut = rightsBeyond(
    able.map((right) => ({ ...right, action: DECRYPT })),
    after,
  );
  return {
    allowed: come.filter(isAllowed),
    undenied: gone.filter((right) => !isAllowed(right)),
    lost: [...gone.filter(isAllowed), ...denied],
    closesKey: denied.some(isForDecrypting) || (able.length > 0 && shutOut.length === able.length),
  };
}

function isAllowed({ effect }: Right): boolean {
  return effect === 'Allow';
}

/** Rights of a resource’s policies, for a sentence. */
export function sayRights(resource: ResourceChange, rights: readonly Right[]): Sayable {
  const list = (key: 'action' | 'resource' | 'principal') =>
    listSome(distinct(rights.flatMap((right) => right[key] || [])).map(unmarked), 3);
  const [what, where, who] = [list('action'), list('resource'), list('principal')];
  const isDenied = rights.some((right) => !isAllowed(right));
  const words = [
    what || 'what it names',
    ...[where && `on ${where}`, who && `for ${who}`, isDenied && '(denied)'],
  ];
  const text = words.filter(Boolean).join(' ');
  return quoteDerived(resource, ['before', 'after'], POLICY_ATTRIBUTES, text);
}
