import { say } from '../../masking/say';
import type { ResourceChange } from '../../terraform-plan/plan';
import { isLost, textOf } from '../../terraform-plan/values';
import { attributeRule } from '../attributes/attribute-rule';
import { changed, turnedOff } from '../attributes/harms';
import { policyChanges, sayRights } from '../facts/iam/policy-changes';
import { kindOf } from '../kinds/kind-of';
import { matcherFor } from '../kinds/matcher-for';
import type { PlanFacts } from '../plan-facts';
import type { Judgement } from '../rule';
import { tell } from '../tell';

const KEYS = 'aws_kms_key aws_kms_external_key aws_kms_replica_key aws_kms_replica_external_key';

/** Who signs certificates. */
const AUTHORITIES = '*_certificate_authority *_ca_pool vault_pki_secret_backend';
const isAuthorityType = matcherFor({ types: AUTHORITIES });

const UNREADABLE = {
  severity: 'danger',
  why: 'Every volume and object that is encrypted with it can no longer be read: hosts that stop don’t come up again, and once the key is deleted, the data is lost however well the volumes are protected.',
  remedy:
    'Keep the key. To change keys, encrypt copies of all volumes and objects with the new one first.',
} as const;

/** What says of a key that it encrypts secrets. */
const isForSecrets = ({ address, before }: ResourceChange) =>
  /secret/i.test(`${address} ${textOf(before, 'description') ?? ''}`);

const SECRETS_LOST = {
  severity: 'danger',
  isFinal: true,
  why: 'Nobody can read the secrets any more that are encrypted with it: the key of the cluster’s authority, so that no certificate is renewed, and the passwords of clients. Hosts run on until their certificates end.',
  remedy:
    'Keep the key. One that is about to be deleted is brought back for 30 days by `aws kms cancel-key-deletion`.',
} as const;

/** Keys without which nothing that they encrypt can be read. */
export const keyLost = attributeRule(
  {
    id: 'key-lost',
    title: 'A key is deleted, replaced, disabled or closed to those who use it',
    isAboutData: true,
    reads: [
      { holds: ['key'], and: ['lost'] },
      { types: `${KEYS} aws_kms_key_policy`, attributes: 'policy' },
      { types: 'aws_kms_key_policy', and: ['created', 'lost'] },
      { types: `${AUTHORITIES} aws_kms_grant`, and: ['lost'] },
    ],
    judge: (facts) => [...lost(facts), ...closed(facts)],
  },
  [
    {
      types: KEYS,
      attributes: 'is_enabled enabled',
      harm: turnedOff,
      unknown: 'danger',
      what: 'Disables, or may,',
      ...UNREADABLE,
    },
    {
      types: 'aws_kms_alias',
      attributes: 'target_key_id target_key_arn',
      harm: changed,
      severity: 'care',
      what: 'Lets the name of a KMS key lead to another one:',
      why: 'What is encrypted by that name from now on has the other key, and who may use only the first can’t read it.',
      remedy: 'See that all who use the name may use the other key, and keep the first one.',
    },
  ],
);

function lost({ plan }: PlanFacts): readonly Judgement[] {
  return plan.changes
    .filter((resource) => resource.mode === 'managed' && isLost(resource))
    .flatMap((resource) => {
      const { address, type } = resource;
      if (kindOf(type) === 'key') {
        if (isForSecrets(resource)) {
          const what = say`Deletes the key ${address}, with which secrets are encrypted.`;
          return tell([resource], { ...SECRETS_LOST, what });
        }
        return tell([resource], {
          ...UNREADABLE,
          isFinal: true,
          what: say`Deletes the key ${address}.`,
        });
      }
      if (isAuthority(resource)) {
        return tell([resource], {
          severity: 'danger',
          what: say`Takes the authority ${address} away, or makes it anew.`,
          why: 'Certificates that it signed are trusted by nobody who trusts the new one alone: brokers and clients no longer reach each other.',
          remedy:
            'Let all trust the old and the new one first, then sign anew, and only then let the old one go.',
        });
      }
      if (type !== 'aws_kms_grant') return [];
      return tell([resource], {
        severity: 'danger',
        what: say`Takes the grant ${address} on a KMS key away.`,
        why: 'Who has the key by it alone reads nothing more: a group of hosts can’t attach its volumes, and hosts that stop don’t come up again.',
        remedy: 'See who uses it, and give them the key by its policy first.',
      });
    });
}

/** Also one that terraform keeps itself. */
function isAuthority({ type, before }: ResourceChange): boolean {
  return isAuthorityType(type) || (/^tls_/.test(type) && before?.is_ca_certificate === true);
}

/** Keys whose policies shut out who was let in; one that goes is told of as that. */
function closed({ plan }: PlanFacts): readonly Judgement[] {
  const isPolicyOfKey = matcherFor({ types: `${KEYS} aws_kms_key_policy` });
  const isMeant = ({ type, change, before }: ResourceChange) =>
    isPolicyOfKey(type) &&
    before !== undefined &&
    (change === 'update' || (change === 'delete' && type === 'aws_kms_key_policy'));
  return plan.changes.filter(isMeant).flatMap((resource) => {
    const changes = policyChanges(resource).filter((change) => change !== undefined);
    const rights = changes.flatMap((change) => change.lost);
    if (rights.length === 0) return [];
    return tell([resource], {
      severity: changes.some(({ closesKey }) => closesKey) ? 'danger' : 'care',
      what: say`The policy of the KMS key ${resource.address} no longer allows ${sayRights(resource, rights)}.`,
      why: 'Who may no longer use the key reads nothing that is encrypted with it: hosts that stop don’t come up again. A policy that shuts out everyone can be mended by nobody but AWS.',
      remedy:
        'Keep the statement of the account itself, and see that no standing host needs what goes.',
    });
  });
}
