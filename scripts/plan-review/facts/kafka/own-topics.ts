import { unmarked, type Sayable } from '../../../masking/say';
import { isValues } from '../../../terraform-plan/values';
import type { ResourceChange, Values } from '../../../terraform-plan/plan';

/** A topic of a spec, in the record of a deploy's topics. */
export interface OwnTopic {
  readonly name: Sayable;
  readonly address: Sayable;
  /** Undefined where the spec did not have it, or has it no more. */
  readonly before: Values | undefined;
  readonly after: Values | undefined;
}

/** The record by the name that its construct gives it: `<cluster's id>_Deploy_Topics_<digest>`. */
const RECORD = /^(?:.*_)?Deploy_Topics_[\dA-F]{8}$/;

/** The topics of specs that come, go or change. A topic that goes stays in its cluster. */
export function ownTopics(
  resources: ReadonlyMap<string, readonly ResourceChange[]>,
): readonly OwnTopic[] {
  const records = (resources.get('terraform_data') ?? []).filter(
    ({ name, change, deposed }) => RECORD.test(name) && change !== 'none' && deposed === undefined,
  );
  return records.flatMap(({ address, before, after }) => {
    const [old, now] = [topicsOf(before), topicsOf(after)];
    return [...new Set([...Object.keys(old), ...Object.keys(now)])].map((name) => ({
      ...{ name: unmarked(name), address },
      ...{ before: settingsOf(old, name), after: settingsOf(now, name) },
    }));
  });
}

function topicsOf(values: Values | undefined): Values {
  const { input } = values ?? {};
  return isValues(input) && isValues(input.topics) ? input.topics : {};
}

/** As providers of topics have them. */
function settingsOf(topics: Values, name: string): Values | undefined {
  const settings = topics[name];
  if (!isValues(settings)) return undefined;
  const { partitions, 'replication.factor': replicas, ...config } = settings;
  return { name, partitions, replicas, config };
}
