import type { Finding } from '../rule';
import { maskText } from '../../masking/mask-text';
import type { ConfigurationChange, KeyChange } from '../plan-facts';
import type { MergedChange, MergedReview } from './merge-alike';

/**
 * The review with every text in it masked once more: what has slipped through before, also by the way
 * in which a rule puts texts together, does not get out. A review without secrets stays as it is.
 *
 * It masks before a text is escaped or laid out, where a mask can neither miss a secret that is broken
 * into lines nor reach beyond the text.
 */
export function maskReview(review: MergedReview): MergedReview {
  const { headline, findings, configuration, userData, counts } = review;
  return {
    ...review,
    headline: maskText(headline),
    findings: maskFindings(findings),
    configuration: configuration.map(maskConfiguration),
    userData: userData.map((change) => ({ ...change, ...maskChange(change) })),
    counts: counts.map((count) => ({ ...count, type: maskText(count.type) })),
  };
}

/** The same of findings alone. */
export function maskFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.map(maskFinding);
}

function maskFinding(finding: Finding): Finding {
  const { what, why, remedy, addresses } = finding;
  return {
    ...finding,
    what: maskText(what),
    why: maskText(why),
    remedy: maskText(remedy),
    addresses: addresses.map(maskText),
  };
}

function maskConfiguration(change: ConfigurationChange): MergedChange<ConfigurationChange> {
  return { ...change, ...maskChange(change), keys: change.keys.map(maskKey) };
}

function maskChange(change: MergedChange): MergedChange {
  const { address, label, hosts, before, after, note, namedAfter } = change;
  return {
    address: maskText(address),
    label: maskText(label),
    hosts: hosts.map(maskText),
    ...(before !== undefined && { before: maskText(before) }),
    ...(after !== undefined && { after: maskText(after) }),
    ...(note !== undefined && { note: maskText(note) }),
    ...(namedAfter !== undefined && { namedAfter: maskText(namedAfter) }),
  };
}

function maskKey(change: KeyChange): KeyChange {
  const { key, before, after } = change;
  return {
    ...change,
    key: maskText(key),
    ...(before !== undefined && { before: maskValue(key, before) }),
    ...(after !== undefined && { after: maskValue(key, after) }),
  };
}

/** A value is masked for its own looks and for its key's. */
function maskValue(key: string, value: string): string {
  const line = maskText(`${key}=${value}`);
  return line.startsWith(`${key}=`) ? line.slice(key.length + 1) : maskText(value);
}
