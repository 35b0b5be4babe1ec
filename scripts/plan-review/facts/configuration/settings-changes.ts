import type { TextPair } from '../../../masking/mask-text';
import type { JudgedText, PlanFacts, SettingsChange } from '../../plan-facts';
import { topicChanges } from '../kafka/topic-changes';
import { settingsInScript } from '../texts/settings-in-script';
import { judgedKeys } from './judged-keys';

/** Every setting of brokers, of ZooKeeper and of topics that a plan changes, wherever it stands. */
export function settingsChanges({
  configuration,
  userData,
  resources,
}: Pick<PlanFacts, 'configuration' | 'userData' | 'resources'>): readonly SettingsChange[] {
  const files = configuration.flatMap(({ owner, keys, shown }) => {
    const { address, label: where, hosts } = shown;
    return owner === undefined ? [] : [{ owner, address, where, hosts, keys }];
  });
  return [...files, ...userData.flatMap(inScript), ...topicChanges(resources)];
}

/** What a script writes, hosts that are made from now on read. */
function inScript({ shown, ...text }: JudgedText): readonly SettingsChange[] {
  return (['broker', 'zookeeper'] as const).flatMap((owner) => {
    const keys = judgedKeys(owner, written(text, owner), () => written(shown, owner));
    const { address, label: where, hosts } = shown;
    return keys.length === 0 ? [] : [{ owner, address, where, hosts, keys }];
  });
}

/** A text that isn't there, or isn't known, says nothing of what changes. */
function written({ before, after }: TextPair, owner: 'broker' | 'zookeeper'): TextPair {
  if (before === undefined || after === undefined) return {};
  return { before: settingsInScript(before, owner), after: settingsInScript(after, owner) };
}
