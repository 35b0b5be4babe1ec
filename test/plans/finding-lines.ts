import type { Finding } from '../../scripts/plan-review/rule';
import { groupBy } from '../../scripts/plan-review/lists';

/** More resources than this are counted. */
const MOST_NAMED = 3;

/**
 * Findings in a line for each rule: `danger volume-lost: Broker2_Disk-kafka-2_Volume`. Addresses lose
 * what says nothing here: type, construct and digest.
 */
export function findingLines(findings: readonly Finding[]): readonly string[] {
  const byRule = groupBy(findings, ({ severity, rule }) => `${severity} ${rule}`);
  return [...byRule].map(([rule, same]) => {
    const places = new Set(same.flatMap(({ addresses }) => addresses.map(placeOf)));
    const named = places.size <= MOST_NAMED ? [...places].join(' ') : `${places.size} resources`;
    return named === '' ? rule : `${rule}: ${named}`;
  });
}

function placeOf(address: string): string {
  return address
    .replace(/^.*\baws_\w+\.|^\w+\.(?=Kafka_)/, '')
    .replace(/^Kafka_|_[0-9A-F]{8}$/g, '');
}
