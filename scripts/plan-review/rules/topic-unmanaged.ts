import { RUN_PROGRAM } from '../../../cluster/program';
import { say } from '../../masking/say';
import { ownTopics } from '../facts/kafka/own-topics';
import type { Rule } from '../rule';

/** A topic that leaves a spec: nothing deletes it, and nothing brings it back to what it was. */
export const topicUnmanaged: Rule = {
  id: 'topic-unmanaged',
  title: 'A topic leaves the spec of its cluster',
  judge: ({ resources }) =>
    ownTopics(resources)
      .filter(({ before, after }) => before && !after)
      .map(({ name, address }) => ({
        severity: 'care',
        what: say`Takes topic ${name} out of the spec.`,
        why: 'It stays in the cluster as it is, with its records, and nobody looks after it any longer.',
        remedy: `Where it is to go, delete it by name when the deploy is done: \`${RUN_PROGRAM} topics --delete\`.`,
        addresses: [address],
      })),
};
