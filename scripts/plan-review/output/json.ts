import type { Review } from '../review';
import type { ConfigurationChange, TextChange } from '../plan-facts';
import type { OutputOptions } from './output-options';
import { UNSEEN } from '../../../cluster/visible-text';
import { diffTexts } from './text-diff';

/** Raised when a field changes its meaning or goes away; new fields may come at any time. */
const REVIEW_JSON_VERSION = 1;

/** The review for a program: the shape that review.schema.json describes. */
export function renderJson(review: Review, { name }: OutputOptions): string {
  const { verdict, headline, findings, configuration, userData, counts, plan } = review;
  const json = {
    version: REVIEW_JSON_VERSION,
    name: name ?? null,
    verdict,
    headline,
    findings: findings.map(({ rule, severity, what, why, remedy, addresses }) => ({
      ...{ rule, severity, what, why, remedy, addresses },
    })),
    configuration: configuration.map(configurationJson),
    userData: userData.map(textJson),
    counts: counts.map(({ type, change, count }) => ({ type, change, count })),
    plan: { formatVersion: plan.formatVersion, toolVersion: plan.toolVersion },
  };
  return escapeUnseen(JSON.stringify(json, undefined, 2));
}

/**
 * Who prints the JSON is led by nothing that is unseen in it, and no CI system takes a text in it for a
 * command, which stands at the start of a line or behind `##`.
 */
function escapeUnseen(json: string): string {
  return json.replace(UNSEEN, escape).replace(/#(?=#[\w.-]*\[)/g, escape);
}

/** JSON itself has line feeds between its texts. */
function escape(character: string): string {
  if (character === '\n') return character;
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16);
    return `\\u${unit.padStart(4, '0')}`;
  }).join('');
}

function configurationJson(change: ConfigurationChange) {
  return {
    ...textJson(change),
    effect: change.effect,
    keys: change.keys.map(({ key, before, after, default: standard, update }) => ({
      key,
      before: before ?? null,
      after: after ?? null,
      default: standard ?? null,
      update,
    })),
  };
}

function textJson({ address, label, hosts, before, after, note }: TextChange) {
  const { lines } = diffTexts(before, after);
  return {
    ...{ label, hosts, address },
    note: note ?? null,
    diff: lines.map((line) => `${line}\n`).join(''),
  };
}
