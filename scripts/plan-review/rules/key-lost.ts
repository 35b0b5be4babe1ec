import type { ResourceChange } from '../plan';
import { resourcesOf } from '../evidence/resources-of';
import type { Judgement, Rule } from '../rule';
import { isLost } from '../values';

const KEYS = [
  'aws_kms_key',
  'aws_kms_external_key',
  'aws_kms_replica_key',
  'aws_kms_replica_external_key',
] as const;

/** Keys without which nothing that they encrypt can be read. */
export const keyLost: Rule = {
  id: 'key-lost',
  title: 'A KMS key is deleted, replaced or disabled',
  judge: (facts) =>
    resourcesOf(facts, ...KEYS).flatMap((key) => {
      if (isLost(key)) return [judgement(key, 'Schedules the deletion of')];
      const state = key.type === 'aws_kms_external_key' ? 'enabled' : 'is_enabled';
      const isDisabled = key.before?.[state] === true && key.after?.[state] === false;
      return isDisabled ? [judgement(key, 'Disables')] : [];
    }),
};

function judgement({ address }: ResourceChange, verb: string): Judgement {
  return {
    severity: 'danger',
    what: `${verb} the KMS key ${address}.`,
    why: 'Every volume and object that is encrypted with it can no longer be read: hosts that stop don’t come up again, and once the key is deleted, the data is lost however well the volumes are protected.',
    remedy:
      'Keep the key. To change keys, encrypt copies of all volumes and objects with the new one first.',
    addresses: [address],
  };
}
