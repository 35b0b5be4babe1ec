import { changedSettings } from '../../../../cluster/changes/changed-settings';
import type { Role } from '../../../../cluster/processes/processes';
import { parseProperties } from '../../../../cluster/settings/java-properties';
import { knownBrokerSetting } from '../../../../cluster/settings/known-broker-settings';
import { knownZookeeperSetting } from '../../../../cluster/settings/known-zookeeper-settings';
import type { TextPair } from '../../../masking/mask-text';
import { unmarked, type Sayable } from '../../../masking/say';
import { MASKED } from '../../../masking/text-pieces';
import { lazy, withShown } from '../../../terraform-plan/lazy';
import type { JudgedKey, KeyChange } from '../../plan-facts';

/**
 * The settings that differ between two texts: also of one that comes or goes, for what it says then
 * holds, or no longer does.
 *
 * @param shownTexts the texts as they may be shown
 * @param isPartial whether what is gone may be known only later. @default false
 */
export function judgedKeys(
  owner: Role,
  { before = '', after = '' }: TextPair,
  shownTexts: () => TextPair,
  isPartial = false,
): readonly JudgedKey[] {
  const shownSettings = lazy(() => {
    const shown = shownTexts();
    return [shown.before, shown.after].map((text) => parseProperties(text ?? ''));
  });
  return changedSettings(owner, before, after).map((change) => {
    const isUnknown = isPartial && change.after === undefined;
    const told = { ...change, ...(isUnknown && { isUnknown: true as const }) };
    return withShown(told, () => shownKey(change, shownSettings()));
  });
}

/** What the text says of the key where it is shown: nothing, where all of it is masked. */
function shownKey(
  { key, before, after, default: standard, update }: KeyChange,
  [old, now]: readonly ReadonlyMap<string, string>[],
): KeyChange<Sayable> {
  const isNameShown = old!.has(key) || now!.has(key) || isKnownName(key);
  return {
    key: unmarked(isNameShown ? key : MASKED),
    ...(before !== undefined && { before: unmarked(old!.get(key)?.trim() ?? MASKED) }),
    ...(after !== undefined && { after: unmarked(now!.get(key)?.trim() ?? MASKED) }),
    ...(standard !== undefined && { default: standard }),
    update,
  };
}

/** Names that Kafka or ZooKeeper gives; others may tell something of what a masked text says. */
function isKnownName(key: string): boolean {
  const isKnown = knownBrokerSetting(undefined, key) ?? knownZookeeperSetting(key);
  return isKnown !== undefined || ZOOKEEPER_PLACES.has(key);
}

/** ZooKeeper's own names beside its settings. */
const ZOOKEEPER_PLACES: ReadonlySet<string> = new Set(['dataDir', 'dataLogDir', 'skipACL']);
