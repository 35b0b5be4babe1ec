import { holdsInternet, parseCidr } from '../../../../cluster/cidr';
import { jsonIn } from '../../../terraform-plan/json-value';
import { isSame, isValues } from '../../../terraform-plan/values';
import type { Values } from '../../../terraform-plan/plan';

/** What a policy says of one action of one principal on one resource. */
export interface Right {
  readonly effect: 'Allow' | 'Deny';
  /** In small letters: AWS takes no notice of their case. */
  readonly action: string;
  /** Empty where the policy has none, as one that says who may take a role. */
  readonly resource: string;
  /** Such as `AWS:arn:…`, `Service:ec2.amazonaws.com` or `*`; empty in a policy of an identity. */
  readonly principal: string;
  readonly condition: unknown;
}

/** A policy that says more than that isn’t compared: none of AWS says so much. */
const MOST_RIGHTS = 20_000;

/** Before what `NotAction`, `NotResource` and `NotPrincipal` name. */
const ALL_BUT = '* but ';

/** The rights that a policy speaks of; undefined for what is none, or can’t be read. */
export function rightsIn(policy: string): readonly Right[] | undefined {
  const document = jsonIn(policy);
  if (!isValues(document)) return undefined;
  const { Statement = document } = document;
  const rights = [Statement].flat().map(rightsOf);
  return rights.every((each) => each !== undefined) ? rights.flat() : undefined;
}

function rightsOf(statement: unknown): readonly Right[] | undefined {
  if (!isValues(statement)) return undefined;
  const { Principal, Action, Condition } = statement;
  // What says who may, or what, but not that he may, is taken for what it says.
  const { Effect = Principal || Action ? 'Allow' : undefined } = statement;
  if (Effect !== 'Allow' && Effect !== 'Deny') return undefined;
  const actions = sideOf(statement, 'Action').map((action) => action.toLowerCase());
  const [resources, principals] = [sideOf(statement, 'Resource'), sideOf(statement, 'Principal')];
  if (actions.length * resources.length * principals.length > MOST_RIGHTS) return undefined;
  return actions.flatMap((action) =>
    resources.flatMap((resource) =>
      principals.map((principal) => ({
        ...{ effect: Effect, action, resource, principal, condition: Condition },
      })),
    ),
  );
}

function sideOf(statement: Values, key: string): readonly string[] {
  const inverted = statement[`Not${key}`];
  if (inverted !== undefined) return [`${ALL_BUT}${textsIn(inverted).join(', ')}`];
  const texts = textsIn(statement[key]);
  return texts.length === 0 ? [''] : texts;
}

/** Texts, or those of principals of several kinds. */
function textsIn(value: unknown): readonly string[] {
  if (!isValues(value)) return [value].flat().filter((item) => typeof item === 'string');
  return Object.entries(value).flatMap(([kind, names]) =>
    textsIn(names).map((name) => (name === '*' ? '*' : `${kind}:${name}`)),
  );
}

/** The rights that none of the others holds. */
export function rightsBeyond(rights: readonly Right[], others: readonly Right[]): readonly Right[] {
  return rights.filter((right) => !others.some((other) => holds(other, right)));
}

function holds(one: Right, other: Right): boolean {
  return (
    one.effect === other.effect &&
    (['action', 'resource', 'principal'] as const).every((key) => matches(one[key], other[key])) &&
    (isSame(one.condition, {}) || isSame(one.condition, other.condition))
  );
}

/** Stars within a pattern are taken for letters: two that differ there count as different. */
function matches(pattern: string, text: string): boolean {
  return pattern === text || (pattern.endsWith('*') && text.startsWith(pattern.slice(0, -1)));
}

/** Actions by which one gives oneself all others. */
const ESCALATIONS = [
  ...['iam:attachrolepolicy', 'iam:attachuserpolicy', 'iam:createpolicyversion'],
  ...['iam:putrolepolicy', 'iam:putuserpolicy', 'iam:updateassumerolepolicy'],
];

/** Whether it allows everything, nearly everything, or to give oneself everything. */
export function isMighty({ effect, action, resource, principal, condition }: Right): boolean {
  const isAnyAction =
    /^(\*|\*:\*|sts:\*)$/.test(action) ||
    action.startsWith(ALL_BUT) ||
    ESCALATIONS.some((escalation) => matches(action, escalation));
  const isOnAll = /^\*+$/.test(resource) || resource.startsWith(ALL_BUT);
  return effect === 'Allow' && principal === '' && isAnyAction && isOnAll && isVain(condition);
}

/** Whether it lets in whoever has an account at AWS, or none. */
export function isForEveryone({ effect, principal, condition }: Right): boolean {
  const isAnyone = principal === '*' || principal.startsWith(ALL_BUT);
  return effect === 'Allow' && isAnyone && isVain(condition);
}

/** Actions that read or change secrets of an account. */
const OF_SECRETS = [
  ...['ssm:getparameter', 'ssm:getparameters', 'ssm:getparametersbypath', 'ssm:putparameter'],
  ...['secretsmanager:getsecretvalue', 'secretsmanager:batchgetsecretvalue'],
  ...['secretsmanager:putsecretvalue', 'secretsmanager:updatesecret'],
];

/** Whether it allows to read or change secrets of the account, in whatever way it says so. */
export function isForSecrets({ effect, action, principal }: Right): boolean {
  return effect === 'Allow' && principal === '' && OF_SECRETS.some((each) => matches(action, each));
}

export const DECRYPT = 'kms:decrypt';

/** Whether it is, or may be, the right to read what a key encrypts. */
export function isForDecrypting({ action }: Right): boolean {
  return action.startsWith(ALL_BUT) || matches(action, DECRYPT);
}

/** Whether a condition keeps nobody out: there is none, or each of its tests lets everyone pass. */
function isVain(condition: unknown): boolean {
  if (!isValues(condition)) return condition === undefined || condition === null;
  return Object.entries(condition).every(
    ([operator, tests]) =>
      isValues(tests) &&
      Object.entries(tests).every(([key, value]) =>
        textsIn(value).some((text) => isVainTest(operator, key, text)),
      ),
  );
}

function isVainTest(operator: string, key: string, value: string): boolean {
  const [, word = ''] =
    /(?:^|:)(StringLike|ArnLike|IpAddress|Bool)(?:IfExists)?$/i.exec(operator) ?? [];
  if (/like$/i.test(word)) return /^\*+$/.test(value);
  if (/^ip/i.test(word)) return holdsInternet([parseCidr(value)].flatMap((range) => range ?? []));
  return /^bool$/i.test(word) && /^aws:SecureTransport$/i.test(key) && value === 'true';
}
