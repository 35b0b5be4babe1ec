import { newlyAllowed } from './newly-allowed';
import { matchesPattern } from './matches-pattern';
import type { PolicyChange } from './policies-of';
import type { PolicyStatement } from './policy-statements';
import { isSame } from '../../../terraform-plan/values';

export interface RightsLost {
  /** What is no longer allowed, or newly denied, in words; empty where that is nothing. */
  readonly what: readonly string[];
  /** Whether nobody who could decrypt with a key still can, as far as its policy says. */
  readonly closesKey: boolean;
}

/** What a policy took away, as far as it can be read. */
export function rightsLost({ before, after }: PolicyChange): RightsLost {
  if (!before || !after) return { what: [], closesKey: false };
  const gone = before.flatMap((each) => newlyAllowed(each, after) ?? []);
  const denials = after.filter((each) => isNewDenial(each, before));
  const denied = denials.map(({ actions }) => `${actions.join(', ') || 'much'} (denied)`);
  return { what: [...gone, ...denied], closesKey: closesKey(before, after, denials) };
}

/** A denial of what comes without TLS takes nothing from who uses it. */
function isNewDenial(
  { effect, condition, source }: PolicyStatement,
  before: readonly PolicyStatement[],
) {
  const isForTls = isSame(condition, { Bool: { 'aws:SecureTransport': 'false' } });
  return effect === 'Deny' && !isForTls && !before.some((old) => isSame(old.source, source));
}

const DECRYPT = 'kms:decrypt';

function closesKey(
  before: readonly PolicyStatement[],
  after: readonly PolicyStatement[],
  denials: readonly PolicyStatement[],
): boolean {
  const mayDecrypt = ({ actions }: PolicyStatement) =>
    actions.some((action) => matchesPattern(action, DECRYPT));
  const able = before.filter((each) => each.effect === 'Allow' && mayDecrypt(each));
  const isOut = (each: PolicyStatement) =>
    !after.some(({ source }) => isSame(source, each.source)) &&
    newlyAllowed({ ...each, actions: [DECRYPT], source: undefined }, after) !== undefined;
  const isDenied = denials.some((each) => mayDecrypt(each) || each.isInverted);
  return isDenied || (able.length > 0 && able.every(isOut));
}
