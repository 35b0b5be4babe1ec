import { say } from '../../masking/say';
import { raised } from '../attributes/harms';
import { settingRule } from '../attributes/setting-rule';
import {
  HARMLESS_TOPIC_SETTINGS,
  TOPIC_ATTRIBUTES,
  TOPIC_TYPES,
} from '../facts/kafka/topic-settings';
import { words } from '../lists';

/** How large a record or a batch may be. */
const SIZES = words(`
  max.message.bytes message.max.bytes replica.fetch.max.bytes replica.fetch.response.max.bytes
  socket.request.max.bytes
`);

/** What a row judges here, or `retention-shortened` and `durability-weakened` do. */
const JUDGED = new Set([
  ...SIZES,
  ...words(`
    partitions replication.factor cleanup.policy delete.retention.ms local.retention.bytes
    local.retention.ms min.insync.replicas remote.storage.enable retention.bytes retention.ms
    unclean.leader.election.enable
  `),
]);

/** What becomes of a topic beside how long and on how many brokers it is kept. */
export const topicNarrowed = settingRule(
  {
    id: 'topic-narrowed',
    title:
      'A topic gets other partitions, refuses what it took, or changes in a way that no rule judges',
    isAboutData: true,
    reads: [{ types: TOPIC_TYPES, attributes: TOPIC_ATTRIBUTES }],
    of: ['topic'],
    severity: 'care',
  },
  [
    {
      keys: 'partitions',
      harm: (change) => !raised(change),
      severity: 'danger',
      what: (told, where) => say`Lowers ${told} of ${where}.`,
      why: 'Kafka can’t take partitions away: the change is refused, or the topic is made anew, without its records.',
      remedy:
        'Keep the number. For fewer partitions, make a new topic and move producers and consumers.',
    },
    {
      keys: 'partitions',
      harm: raised,
      what: (told, where) => say`Raises ${told} of ${where}.`,
      why: 'Records of one key go to another partition from now on: their order is lost across the change, and a compacted topic keeps both. It can’t be undone.',
      remedy: 'See that no consumer relies on the order of a key, or make a new topic.',
    },
    {
      keys: 'replication.factor',
      harm: raised,
      what: (told, where) => say`Changes ${told} of ${where}.`,
      why: 'Providers that can’t move replicas make the topic anew for it, without its records.',
      remedy:
        'Move replicas with Kafka’s own tools, and see in terraform’s output that the topic stays.',
    },
    {
      of: ['topic', 'broker'],
      keys: SIZES,
      harm: ({ before, after }) => !(Number(after) >= Number(before)),
      what: (told, where) => say`Lowers ${told} of ${where}.`,
      why: 'Producers are refused what is larger, and followers may no longer fetch what stands.',
      remedy: 'See how large records are, and lower it at the producers first.',
    },
    {
      harm: ({ key }) => !JUDGED.has(key) && !HARMLESS_TOPIC_SETTINGS.has(key),
      what: (told, where) => say`Changes ${told} of ${where}.`,
      why: 'No rule knows what this does to the topic’s records, producers or consumers.',
      remedy: 'Look the setting up in Kafka’s documentation before the apply.',
    },
  ],
);
