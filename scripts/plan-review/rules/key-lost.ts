import { say, type Sayable } from '../../masking/say';
import type { ResourceChange } from '../../terraform-plan/plan';
import { resourcesOf } from '../facts/resources/resources-by-type';
import { matcherFor } from '../kinds/matcher-for';
import { kindOf } from '../kinds/kind-of';
import { listSome } from '../lists';
import { policyChanges, sayRights } from '../facts/iam/policies-of';
import { rightsLost } from '../facts/iam/rights-lost';
import type { Judgement, Rule } from '../rule';
import { isChanged, isLost, isUnknown } from '../../terraform-plan/values';

const KEYS = [
  'aws_kms_key',
  'aws_kms_external_key',
  'aws_kms_replica_key',
  'aws_kms_replica_external_key',
] as const;

/** Who signs certificates. */
const AUTHORITIES = ['*_certificate_authority', '*_ca_pool', 'vault_pki_secret_backend'];
const isAuthorityType = matcherFor({ types: AUTHORITIES });

/** Keys without which nothing that they encrypt can be read. */
export const keyLost: Rule = {
  id: 'key-lost',
  title: 'A key is deleted, replaced, disabled or closed to those who use it',
  reads: [
    { holds: ['key'], and: ['lost'] },
    { types: [...KEYS, 'aws_kms_key_policy'], attributes: 'is_enabled enabled policy' },
    { types: 'aws_kms_key_policy', and: ['created', 'lost'] },
    { types: [...AUTHORITIES, 'aws_kms_grant'], and: ['lost'] },
    { types: 'aws_kms_alias', attributes: 'target_key_id target_key_arn' },
  ],
  isAboutData: true,
  judge: (facts) => [
    ...facts.plan.changes
      .filter((each) => each.mode === 'managed' && kindOf(each.type) === 'key' && isLost(each))
      .map((key) => judgement(key, say`Deletes`)),
    ...facts.plan.changes.filter((each) => isLost(each) && isAuthority(each)).map(authorityLost),
    ...resourcesOf(facts, ...KEYS).flatMap((key) => {
      if (isLost(key)) return [];
      const state = key.type === 'aws_kms_external_key' ? 'enabled' : 'is_enabled';
      if (key.change === 'none' || key.before?.[state] !== true) return [];
      if (isUnknown(key, state)) return [judgement(key, say`May disable`)];
      return key.after?.[state] === false ? [judgement(key, say`Disables`)] : [];
    }),
    ...resourcesOf(facts, ...KEYS, 'aws_kms_key_policy')
      .filter(isWritten)
      .flatMap(closed),
    ...resourcesOf(facts, 'aws_kms_grant').filter(isLost).map(grantLost),
    ...resourcesOf(facts, 'aws_kms_alias').filter(isElsewhere).map(aliasMoved),
  ],
};

/** Also one that terraform keeps itself. */
function isAuthority({ type, before }: ResourceChange): boolean {
  return isAuthorityType(type) || (/^tls_/.test(type) && before?.is_ca_certificate === true);
}

function authorityLost({ address }: ResourceChange): Judgement {
  return {
    severity: 'danger',
    what: say`Takes the authority ${address} away, or makes it anew.`,
    why: 'Certificates that it signed are trusted by nobody who trusts the new one alone: brokers and clients no longer reach each other.',
    remedy:
      'Let all trust the old and the new one first, then sign anew, and only then let the old one go.',
    addresses: [address],
  };
}

function isWritten({ change, before }: ResourceChange): boolean {
  return before !== undefined && (change === 'update' || change === 'delete');
}

function closed(resource: ResourceChange): readonly Judgement[] {
  const lost = policyChanges(resource).map(rightsLost);
  const what = lost.flatMap((each) => each.what);
  if (what.length === 0 || isLostKey(resource)) return [];
  const isClosed = lost.some((each) => each.closesKey);
  return [
    {
      severity: isClosed ? 'danger' : 'care',
      what: say`The policy of the KMS key ${resource.address} no longer allows ${listSome(sayRights(resource, what), 3)}.`,
      why: 'Who may no longer use the key reads nothing that is encrypted with it: hosts that stop don’t come up again. A policy that shuts out everyone can be mended by nobody but AWS.',
      remedy:
        'Keep the statement of the account itself, and see that no standing host needs what goes.',
      addresses: [resource.address],
    },
  ];
}

/** A key that goes is told of as that. */
function isLostKey(resource: ResourceChange): boolean {
  return resource.type !== 'aws_kms_key_policy' && isLost(resource);
}

function grantLost({ address }: ResourceChange): Judgement {
  return {
    severity: 'danger',
    what: say`Takes the grant ${address} on a KMS key away.`,
    why: 'Who has the key by it alone reads nothing more: a group of hosts can’t attach its volumes, and hosts that stop don’t come up again.',
    remedy: 'See who uses it, and give them the key by its policy first.',
    addresses: [address],
  };
}

function isElsewhere(alias: ResourceChange): boolean {
  return alias.change === 'update' && isChanged(alias, 'target_key_id');
}

function aliasMoved({ address }: ResourceChange): Judgement {
  return {
    severity: 'care',
    what: say`Lets the name of a KMS key lead to another one: ${address}.`,
    why: 'What is encrypted by that name from now on has the other key, and who may use only the first can’t read it.',
    remedy: 'See that all who use the name may use the other key, and keep the first one.',
    addresses: [address],
  };
}

function judgement(key: ResourceChange, verb: Sayable): Judgement {
  const { address } = key;
  return {
    severity: 'danger',
    isFinal: isLost(key),
    what: say`${verb} the key ${address}.`,
    why: 'Every volume and object that is encrypted with it can no longer be read: hosts that stop don’t come up again, and once the key is deleted, the data is lost however well the volumes are protected.',
    remedy:
      'Keep the key. To change keys, encrypt copies of all volumes and objects with the new one first.',
    addresses: [address],
  };
}
