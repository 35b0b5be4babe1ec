import { isInternalTopic } from '../../../cluster/topics/topic-names';
import type { FoundSettings } from '../topics/found-topics';
import type { Finding, JudgedCluster } from './judged-cluster';
import { someOf } from './some-of';
import { mend } from '../remedies';

/** Settings by which records that were acknowledged may be lost, and which of two values is the weaker one. */
const WEAKER: Readonly<Record<string, (own: string, otherwise: string) => boolean>> = {
  'min.insync.replicas': (own, otherwise) => Number(own) < Number(otherwise),
  'unclean.leader.election.enable': (own, otherwise) => own === 'true' && otherwise !== 'true',
};

/**
 * No topic keeps its records less safely than the brokers would. Who owns a topic may want it so; then it
 * stands in the spec, and is judged by that.
 */
export function judgeDurability({
  topology,
  state: { topicSettings },
}: JudgedCluster<'topicSettings'>): readonly Finding[] {
  const declared = new Set(topology.spec.topics.map(({ name }) => name));
  const weak = [...topicSettings]
    .filter(([name]) => !declared.has(name) && !isInternalTopic(name))
    .flatMap(([name, settings]) => weakened(name, settings));
  if (weak.length === 0) return [];
  return [
    {
      path: 'The topics',
      rule: 'keep records as safely as the brokers say, where the spec does not say otherwise',
      value: someOf(weak),
      remedy: `Take it back where they were made, or name them in \`topics\` of the spec and bring that in with ${mend(topology).topics}`,
    },
  ];
}

/** Kafka's own topics keep theirs so as well: offsets and transactions are nobody's to lose. */
export function judgeInternalDurability({
  state: { topicSettings },
}: JudgedCluster<'topicSettings'>): readonly Finding[] {
  return [...topicSettings]
    .filter(([name]) => isInternalTopic(name))
    .flatMap(([name, settings]) =>
      weakened(name, settings).map((value) => ({
        path: name,
        rule: 'keep its records as safely as the brokers say',
        value,
        remedy: `Take that back with kafka.admin.ConfigCommand: \`--alter --entity-type topics --entity-name ${name} --delete-config …\``,
      })),
    );
}

function weakened(name: string, settings: FoundSettings): readonly string[] {
  return Object.entries(WEAKER).flatMap(([key, isWeaker]) => {
    const found = settings.get(key);
    if (!found?.isOwn || !isWeaker(found.value, found.otherwise)) return [];
    return [`${name}: ${key}=${found.value}, not ${found.otherwise}`];
  });
}
