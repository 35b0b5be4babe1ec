import type { Review } from '../review';
import type { ConfigurationChange, TextChange } from '../plan-facts';
import type { OutputOptions } from './output-options';
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

/** Who prints the JSON is neither led by what turns the writing direction, nor by C1 controls. */
function escapeUnseen(json: string): string {
  return json.replace(UNSEEN, (character) =>
    Array.from({ length: character.length }, (_, index) => {
      const unit = character.charCodeAt(index).toString(16);
      return `\\u${unit.padStart(4, '0')}`;
    }).join(''),
  );
}

/** JSON itself escapes the controls below a blank; its line feeds are between strings. */
const UNSEEN = /[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/gu;

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
