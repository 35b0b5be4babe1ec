import { joinSaid, say, unmarked, type Sayable } from '../../../masking/say';
import { distinct, groupBy } from '../../lists';
import { nameHosts } from '../hosts/name-hosts';
import type {
  JudgedKey,
  KeyChange,
  PlanFacts,
  SettingsChange,
  SettingsOwner,
} from '../../plan-facts';

/** A key that changes alike in some places. */
export interface ChangedKey extends JudgedKey {
  /** Such as `broker 1, 2, 3`, or the file or topic where no host is known. */
  readonly where: Sayable;
  readonly addresses: readonly Sayable[];
}

/** The changed settings of brokers, of ZooKeeper or of topics, once where the change is the same. */
export function changedKeys(
  { settings }: Pick<PlanFacts, 'settings'>,
  owner: SettingsOwner,
): readonly ChangedKey[] {
  const pairs = settings
    .filter((place) => place.owner === owner)
    .flatMap((place) => place.keys.map((key) => ({ place, key })));
  const alike = groupBy(pairs, ({ key }) => [key.key, key.before, key.after].join('\0'));
  return [...alike.values()].map((group) => {
    const places = group.map(({ place }) => place);
    const addresses = distinct(places.map(({ address }) => address));
    return { ...group[0]!.key, where: whereOf(places), addresses };
  });
}

function whereOf(places: readonly SettingsChange[]): Sayable {
  const hosts = places.flatMap((place) => place.hosts);
  return hosts.length > 0 ? nameHosts(hosts) : joinSaid(distinct(places.map(({ where }) => where)));
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
