import { say, unmarked } from '../../masking/say';
import {
  changedKeys,
  describeKeyChange,
  effectiveValues,
  type ChangedKey,
} from '../facts/configuration/changed-keys';
import {
  HARMLESS_TOPIC_SETTINGS,
  TOPIC_ATTRIBUTES,
  TOPIC_TYPES,
} from '../facts/kafka/topic-settings';
import type { Judgement, Rule, Severity } from '../rule';
import { words } from '../lists';

/** What becomes of a topic beside how long and on how many brokers it is kept. */
export const topicNarrowed: Rule = {
  id: 'topic-narrowed',
  title:
    'A topic gets other partitions, refuses what it took, or changes in a way that no rule judges',
  isAboutData: true,
  reads: [{ types: TOPIC_TYPES, attributes: TOPIC_ATTRIBUTES }],
  judge: (facts) => [
    ...changedKeys(facts, 'topic').flatMap((change) => topicKey(change)),
    ...changedKeys(facts, 'broker')
      .filter(isSmaller)
      .map((change) => judgement(change, REFUSES)),
  ],
};

interface Reason {
  readonly severity: Severity;
  readonly verb: 'Lowers' | 'Raises' | 'Changes';
  readonly why: string;
  readonly remedy: string;
}

const FEWER: Reason = {
  severity: 'danger',
  verb: 'Lowers',
  why: 'Kafka can’t take partitions away: the change is refused, or the topic is made anew, without its records.',
  remedy:
    'Keep the number. For fewer partitions, make a new topic and move producers and consumers.',
};
const MORE: Reason = {
  severity: 'care',
  verb: 'Raises',
  why: 'Records of one key go to another partition from now on: their order is lost across the change, and a compacted topic keeps both. It can’t be undone.',
  remedy: 'See that no consumer relies on the order of a key, or make a new topic.',
};
const REFUSES: Reason = {
  severity: 'care',
  verb: 'Lowers',
  why: 'Producers are refused what is larger, and followers may no longer fetch what stands.',
  remedy: 'See how large records are, and lower it at the producers first.',
};
const MOVES: Reason = {
  severity: 'care',
  verb: 'Changes',
  why: 'Providers that can’t move replicas make the topic anew for it, without its records.',
  remedy:
    'Move replicas with Kafka’s own tools, and see in terraform’s output that the topic stays.',
};
const UNJUDGED: Reason = {
  severity: 'care',
  verb: 'Changes',
  why: 'No rule knows what this does to the topic’s records, producers or consumers.',
  remedy: 'Look the setting up in Kafka’s documentation before the apply.',
};

function topicKey(change: ChangedKey): readonly Judgement[] {
  const { key } = change;
  if (key === 'partitions') {
    return [judgement(change, Number(change.after) > Number(change.before) ? MORE : FEWER)];
  }
  if (key === 'replication.factor') {
    return Number(change.after) > Number(change.before) ? [judgement(change, MOVES)] : [];
  }
  if (SIZES.has(key)) return isSmaller(change) ? [judgement(change, REFUSES)] : [];
  return ELSEWHERE.has(key) || HARMLESS_TOPIC_SETTINGS.has(key)
    ? []
    : [judgement(change, UNJUDGED)];
}

function judgement(change: ChangedKey, { severity, verb, why, remedy }: Reason): Judgement {
  return {
    severity,
    what: say`${unmarked(verb)} ${describeKeyChange(change)} of ${change.where}.`,
    ...{ why, remedy },
    addresses: change.addresses,
  };
}

/** How large a record or a batch may be; a smaller number refuses some. */
const SIZES = new Set(
  words(`
  max.message.bytes message.max.bytes replica.fetch.max.bytes replica.fetch.response.max.bytes
  socket.request.max.bytes
`),
);

function isSmaller(change: ChangedKey): boolean {
  const { before, after } = effectiveValues(change);
  return SIZES.has(change.key) && !(Number(after) >= Number(before));
}

/** What `retention-shortened` and `durability-weakened` judge. */
const ELSEWHERE = new Set(
  words(`
  cleanup.policy delete.retention.ms local.retention.bytes local.retention.ms min.insync.replicas
  remote.storage.enable retention.bytes retention.ms unclean.leader.election.enable
`),
);
