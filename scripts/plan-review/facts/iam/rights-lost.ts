import { newlyAllowed } from './newly-allowed';
import { matchesPattern } from './matches-pattern';
import type { PolicyChange } from './policies-of';
import { parsePolicy, type PolicyStatement } from './policy-statements';
import { isSame } from '../../../terraform-plan/values';

export interface RightsLost {
  /** What is no longer allowed, or newly denied, in words. */
  readonly what: readonly string[];
  /** Whether nobody who could decrypt with a key still can, as far as its policy says. */
  readonly closesKey: boolean;
}

/** What a policy took away; undefined where that is nothing, or can't be read. */
export function rightsLost({ before, after, isUnknown }: PolicyChange): RightsLost | undefined {
  const [old, new_] = [before, after].map((text) => (text === undefined ? [] : parsePolicy(text)));
  if (isUnknown || !old || !new_ || before === undefined) return undefined;
  const gone = old.map((each) => newlyAllowed(each, new_)).filter((what) => what !== undefined);
  const denials = new_.filter(
    (each) =>
      each.effect === 'Deny' && !isForTls(each) && !old.some((o) => isSame(o.source, each.source)),
  );
  const what = [
    ...gone,
    ...denials.map(({ actions }) => `${actions.join(', ') || 'much'} (denied)`),
  ];
  return what.length === 0 ? undefined : { what, closesKey: closesKey(old, new_, denials) };
}

/** A denial of what comes without TLS takes nothing from who uses it. */
function isForTls({ condition }: PolicyStatement): boolean {
  return isSame(condition, { Bool: { 'aws:SecureTransport': 'false' } });
}

const DECRYPT = 'kms:decrypt';

function closesKey(
  old: readonly PolicyStatement[],
  new_: readonly PolicyStatement[],
  denials: readonly PolicyStatement[],
): boolean {
  const mayDecrypt = ({ actions }: PolicyStatement) =>
    actions.some((action) => matchesPattern(action, DECRYPT));
  const able = old.filter((each) => each.effect === 'Allow' && mayDecrypt(each));
  const isOut = (each: PolicyStatement) =>
    !new_.some(({ source }) => isSame(source, each.source)) &&
    newlyAllowed({ ...each, actions: [DECRYPT], source: undefined }, new_) !== undefined;
  const isDenied = denials.some((each) => mayDecrypt(each) || each.isInverted);
  return isDenied || (able.length > 0 && able.every(isOut));
}
