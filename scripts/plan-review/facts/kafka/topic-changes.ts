import { unmarked } from '../../../masking/say';
import { MASKED } from '../../../masking/text-pieces';
import type { ResourceChange, Values } from '../../../terraform-plan/plan';
import { isUnknown, isValues } from '../../../terraform-plan/values';
import type { JudgedKey, SettingsChange } from '../../plan-facts';
import { ownTopics } from './own-topics';
import {
  isTopicType,
  TOPIC_ATTRIBUTES,
  TOPIC_DEFAULTS,
  topicSettings,
  type TopicSettings,
} from './topic-settings';

/** Topics that stand and whose settings, partitions or replicas change. */
export function topicChanges(
  resources: ReadonlyMap<string, readonly ResourceChange[]>,
): readonly SettingsChange[] {
  const ofProviders = [...resources]
    .filter(([type]) => isTopicType(type))
    .flatMap(([, topics]) => topics)
    .filter(({ change }) => change !== 'none');
  const own = ownTopics(resources).map((topic) => ({
    ...topic,
    afterUnknown: false,
    shown: topic,
  }));
  return [...ofProviders, ...own]
    .filter(({ before, after }) => before && after)
    .map(topicChange)
    .filter(({ keys }) => keys.length > 0);
}

type ChangedTopic = Pick<ResourceChange, 'address' | 'before' | 'after' | 'afterUnknown'> & {
  readonly shown: Pick<ResourceChange, 'before' | 'after'>;
};

function topicChange(resource: ChangedTopic): SettingsChange {
  const read = (values: Values | undefined) => topicSettings(specOf(values));
  const shown = { before: read(resource.shown.before), after: read(resource.shown.after) };
  const name = shown.after.name ?? shown.before.name ?? resource.address;
  return {
    address: resource.address,
    owner: 'topic',
    where: unmarked(`topic ${name}`),
    hosts: [],
    keys: changedKeysOf(
      { before: read(resource.before), after: read(resource.after) },
      shown,
      [...TOPIC_ATTRIBUTES, 'spec'].some((attribute) => isUnknown(resource, attribute)),
    ),
  };
}

/** Strimzi's are objects of Kubernetes. */
function specOf(values: Values | undefined): Values | undefined {
  return isValues(values?.spec) ? values.spec : values;
}

interface Sides {
  readonly before: TopicSettings;
  readonly after: TopicSettings;
}

/** @param isPartial whether what is gone may be known only after the apply */
function changedKeysOf(
  { before, after }: Sides,
  shown: Sides,
  isPartial: boolean,
): readonly JudgedKey[] {
  const [old, now] = [before.settings, after.settings];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((key) => old.get(key) !== now.get(key))
    .sort()
    .map((key) => {
      const standard = TOPIC_DEFAULTS.get(key);
      const told = {
        ...(standard !== undefined && { default: standard }),
        update: 'dynamic',
      } as const;
      return {
        ...{ key, ...told },
        ...side('before', old.get(key)),
        ...side('after', now.get(key)),
        ...(isPartial && !now.has(key) && { isUnknown: true as const }),
        shown: {
          ...{ key: isNameShown(key, shown) ? unmarked(key) : unmarked(MASKED), ...told },
          ...side('before', old.has(key) ? shownValue(shown.before, key) : undefined),
          ...side('after', now.has(key) ? shownValue(shown.after, key) : undefined),
        },
      };
    });
}

/** A name that is no setting of Kafka’s may tell something of a masked map. */
function isNameShown(key: string, { before, after }: Sides): boolean {
  return before.settings.has(key) || after.settings.has(key) || OWN_NAMES.has(key);
}

const OWN_NAMES = new Set([...TOPIC_DEFAULTS.keys(), 'partitions', 'replication.factor']);

function side<T extends string>(name: 'before' | 'after', value: T | undefined) {
  return value === undefined ? {} : { [name]: value };
}

/** A masked number is none any more, and a masked map has no entries. */
function shownValue({ settings }: TopicSettings, key: string) {
  const value = settings.get(key);
  return unmarked(value === undefined || value === 'NaN' ? MASKED : value);
}
