import { groupBy } from '../../lists';
import { nameHosts } from '../hosts/name-hosts';
import type { ConfigurationChange, KeyChange, PlanFacts } from '../../plan-facts';

/** A key that changes alike on some hosts. */
export interface ChangedKey extends KeyChange {
  /** The file's path. */
  readonly file: string;
  /** Such as `broker 1, 2, 3`, or the file's name where no host is known. */
  readonly where: string;
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

function whereOf(files: readonly ConfigurationChange[]): string {
  const hosts = files.flatMap(({ hosts }) => hosts.map((name) => ({ name })));
  return hosts.length > 0 ? nameHosts(hosts) : files.map(({ label }) => label).join(', ');
}

/** Such as `min.insync.replicas 2 → 1`; a key that isn't set goes by Kafka's default. */
export function describeKeyChange({ key, before, after, default: kafkas }: KeyChange): string {
  const side = (value: string | undefined) => value ?? (kafkas ? `${kafkas} (default)` : 'not set');
  return `${key} ${side(before)} → ${side(after)}`;
}

/** The value that counts: what the file says, or Kafka's default. */
export function effectiveValues({ before, after, default: kafkas }: KeyChange) {
  return { before: before ?? kafkas, after: after ?? kafkas };
}
