import { say } from '../../masking/say';
import { settingRule } from '../attributes/setting-rule';
import { effectiveValues, type ChangedKey } from '../facts/configuration/changed-keys';
import type { Severity } from '../rule';

/** Settings that trade records for availability. */
export const durabilityWeakened = settingRule(
  {
    id: 'durability-weakened',
    title: 'A setting lets acknowledged records be on fewer brokers, or be lost',
    of: ['broker', 'topic'],
    what: (told, where) => say`Weakens what an acknowledged write is worth on ${where}: ${told}.`,
    why: 'With fewer copies, or with leaders that were not in sync, the loss of one broker can lose records that producers were told are safe.',
    remedy: 'Lower it only for as long as it takes to save the cluster, and raise it again.',
  },
  [
    {
      keys: 'unclean.leader.election.enable',
      harm: ({ before, after }) => after === 'true' && before !== 'true',
      severity: 'danger',
    },
    {
      keys: `
        default.replication.factor min.insync.replicas offsets.topic.replication.factor
        replication.factor transaction.state.log.min.isr transaction.state.log.replication.factor
      `,
      harm: ({ before, after }, { isUnknown }) => isUnknown || !(Number(after) >= Number(before)),
      severity: severityOf,
    },
  ],
);

/** With one copy, the next failure loses what was acknowledged. */
function severityOf(change: ChangedKey): Severity {
  // Of a topic nobody knows what becomes without it.
  if (change.isUnknown && change.key !== 'replication.factor') return 'care';
  return Number(effectiveValues(change).after) > 1 ? 'care' : 'danger';
}
