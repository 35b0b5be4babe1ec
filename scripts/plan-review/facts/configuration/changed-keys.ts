import { joinSaid, say, unmarked, type Sayable } from '../../../masking/say';
import { groupBy } from '../../lists';
import { nameHosts } from '../hosts/name-hosts';
import type { JudgedConfiguration, JudgedKey, KeyChange, PlanFacts } from '../../plan-facts';

/** A key that changes alike on some hosts. */
export interface ChangedKey extends JudgedKey {
  /** The file's path. */
  readonly file: string;
  /** Such as `broker 1, 2, 3`, or the file's name where no host is known. */
  readonly where: Sayable;
  readonly addresses: readonly string[];
}

/** The changed keys of these files, once where the change is the same on several hosts. */
export function changedKeys(facts: PlanFacts, fileName: string): readonly ChangedKey[] {
  const pairs = facts.configuration
    .filter(({ label }) => label.endsWith(fileName))
    .flatMap((file) => file.keys.map((key) => ({ file, key })));
  const alike = groupBy(pairs, ({ key }) => [key.key, key.before, key.after].join('\0'));
  return [...alike.values()].map((group) => ({
    ...group[0]!.key,
    file: group[0]!.file.label,
    where: whereOf(group.map(({ file }) => file)),
    addresses: group.map(({ file }) => file.address),
  }));
}

function whereOf(files: readonly JudgedConfiguration[]): Sayable {
  const hosts = files.flatMap(({ shown }) => shown.hosts);
  return hosts.length > 0 ? nameHosts(hosts) : joinSaid(files.map(({ shown }) => shown.label));
}

/** Such as `min.insync.replicas 2 → 1`; a key that isn't set goes by Kafka's default. */
export function describeKeyChange({ shown }: JudgedKey): Sayable {
  const { key, before, after, default: kafkas } = shown;
  const standard = kafkas ? say`${unmarked(kafkas)} (default)` : 'not set';
  return say`${key} ${before ?? standard} → ${after ?? standard}`;
}

/** The value that counts: what the file says, or Kafka's default. */
export function effectiveValues({ before, after, default: kafkas }: KeyChange) {
  return { before: before ?? kafkas, after: after ?? kafkas };
}
