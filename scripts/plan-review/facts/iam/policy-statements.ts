import { holdsInternet, parseCidr } from '../../../../cluster/cidr';
import { matchesPattern } from './matches-pattern';
import { jsonIn } from '../../../terraform-plan/json-value';
import { isValues } from '../../../terraform-plan/values';

/** A statement of an IAM or resource policy, its single values made lists. */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  /** Such as `AWS:arn:…`, `Service:ec2.amazonaws.com` or `*`; empty in a policy of an identity. */
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition: unknown;
  /** Whether it names what it doesn't mean: `NotAction`, `NotResource`, `NotPrincipal`. */
  readonly isInverted: boolean;
  /** As the policy says it. */
  readonly source: unknown;
}

/** The statements of a policy; undefined for what is none. */
export function parsePolicy(text: string): readonly PolicyStatement[] | undefined {
  const document = jsonIn(text);
  if (!isValues(document)) return undefined;
  const { Statement = document } = document;
  const statements: readonly unknown[] = Array.isArray(Statement) ? Statement : [Statement];
  const parsed = statements.map(parseStatement);
  return parsed.every((statement) => statement !== undefined) ? parsed : undefined;
}

function parseStatement(source: unknown): PolicyStatement | undefined {
  if (!isValues(source)) return undefined;
  const { Principal, Action, Resource, Condition } = source;
  // What says who may, or what, but not that he may, is taken for what it says.
  const { Effect = Principal || Action ? 'Allow' : undefined } = source;
  if (Effect !== 'Allow' && Effect !== 'Deny') return undefined;
  return {
    effect: Effect,
    principals: principalsOf(Principal),
    // AWS takes no notice of the case of actions.
    actions: texts(Action).map((action) => action.toLowerCase()),
    resources: texts(Resource),
    condition: Condition,
    isInverted: ['NotAction', 'NotResource', 'NotPrincipal'].some((key) => key in source),
    source,
  };
}

function principalsOf(principal: unknown): readonly string[] {
  if (!isValues(principal)) return texts(principal);
  return Object.entries(principal).flatMap(([kind, names]) =>
    texts(names).map((name) => (name === '*' ? '*' : `${kind}:${name}`)),
  );
}

function texts(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((item) => typeof item === 'string');
}

/** Actions by which one gives oneself all others. */
const ESCALATIONS = [
  'iam:attachrolepolicy',
  'iam:attachuserpolicy',
  'iam:createpolicyversion',
  'iam:putrolepolicy',
  'iam:putuserpolicy',
  'iam:updateassumerolepolicy',
];

/** Whether it allows everything, nearly everything, or to give oneself everything. */
export function allowsEverything(statement: PolicyStatement): boolean {
  const { effect, condition, principals } = statement;
  return (
    effect === 'Allow' && principals.length === 0 && isVain(condition) && namesEverything(statement)
  );
}

function namesEverything({ actions, resources, source }: PolicyStatement): boolean {
  const inverted = (key: string) => isValues(source) && key in source;
  const onAll = inverted('NotResource') || resources.some((resource) => /^\*+$/.test(resource));
  const isMighty = (action: string) =>
    ['*', '*:*', 'sts:*'].includes(action) ||
    ESCALATIONS.some((escalation) => matchesPattern(action, escalation));
  return onAll && (inverted('NotAction') || actions.some(isMighty));
}

/** Whether it lets in whoever has an account at AWS, or none. */
export function allowsEveryone({
  effect,
  principals,
  condition,
  source,
}: PolicyStatement): boolean {
  const isAnyone = principals.includes('*') || (isValues(source) && 'NotPrincipal' in source);
  return effect === 'Allow' && isAnyone && isVain(condition);
}

/** Whether a condition keeps nobody out: there is none, or each of its tests lets everyone pass. */
function isVain(condition: unknown): boolean {
  if (!isValues(condition)) return condition === undefined || condition === null;
  return Object.entries(condition).every(
    ([operator, tests]) =>
      isValues(tests) &&
      Object.entries(tests).every(([key, value]) =>
        texts(value).some((text) => isVainTest(operator, key, text)),
      ),
  );
}

function isVainTest(operator: string, key: string, value: string): boolean {
  if (/(^|:)(String|Arn)Like(IfExists)?$/i.test(operator)) return /^\*+$/.test(value);
  if (/^IpAddress(IfExists)?$/i.test(operator)) {
    const range = parseCidr(value);
    return range !== undefined && holdsInternet([range]);
  }
  return /^Bool(IfExists)?$/i.test(operator) && /^aws:SecureTransport$/i.test(key)
    ? value === 'true'
    : false;
}
