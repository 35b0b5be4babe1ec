import { say } from '../../masking/say';
import {
  changedKeys,
  describeKeyChange,
  effectiveValues,
  type ChangedKey,
} from '../facts/configuration/changed-keys';
import type { Judgement, Rule } from '../rule';

/** Settings of which a smaller number keeps fewer copies. */
const COPIES = new Set([
  'default.replication.factor',
  'min.insync.replicas',
  'offsets.topic.replication.factor',
  'replication.factor',
  'transaction.state.log.min.isr',
  'transaction.state.log.replication.factor',
]);

/** Settings that trade records for availability. */
export const durabilityWeakened: Rule = {
  id: 'durability-weakened',
  title: 'A setting lets acknowledged records be on fewer brokers, or be lost',
  judge: (facts) =>
    (['broker', 'topic'] as const)
      .flatMap((owner) => changedKeys(facts, owner))
      .filter(isWeaker)
      .map((change) => ({
        severity: severityOf(change),
        what: say`Weakens what an acknowledged write is worth on ${change.where}: ${describeKeyChange(change)}.`,
        why: 'With fewer copies, or with leaders that were not in sync, the loss of one broker can lose records that producers were told are safe.',
        remedy: 'Lower it only for as long as it takes to save the cluster, and raise it again.',
        addresses: change.addresses,
      })),
};

const UNCLEAN = 'unclean.leader.election.enable';

function isWeaker(change: ChangedKey): boolean {
  const { before, after } = effectiveValues(change);
  if (change.key === UNCLEAN) return after === 'true' && before !== 'true';
  return COPIES.has(change.key) && (change.isUnknown || !(Number(after) >= Number(before)));
}

/** One copy, or a leader that lacks records, and the next failure loses what was acknowledged. */
function severityOf(change: ChangedKey): Judgement['severity'] {
  if (change.key === UNCLEAN) return 'danger';
  // Of a topic nobody knows what becomes without it.
  if (change.isUnknown && change.key !== 'replication.factor') return 'care';
  return Number(effectiveValues(change).after) > 1 ? 'care' : 'danger';
}
