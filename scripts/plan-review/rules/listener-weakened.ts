import {
  changedKeys,
  describeKeyChange,
  effectiveValues,
  type ChangedKey,
} from '../evidence/changed-keys';
import type { Rule } from '../rule';

/** Settings of brokers and ZooKeeper that let in who was asked for a name before. */
export const listenerWeakened: Rule = {
  id: 'listener-weakened',
  title: 'A listener no longer encrypts or asks who it is, or an authorizer goes',
  judge: (facts) =>
    [...changedKeys(facts, 'server.properties'), ...changedKeys(facts, 'zoo.cfg')]
      .filter(isWeaker)
      .map((change) => ({
        severity: 'danger',
        what: `Weakens who may do what on ${change.where}: ${describeKeyChange(change)}.`,
        why: 'Whoever reaches the port can then read what goes over it, or do what was kept for some: read, write and delete topics.',
        remedy:
          'Keep TLS, authentication and the authorizer; move clients first where a listener shall go.',
        addresses: change.addresses,
      })),
};

function isWeaker(change: ChangedKey): boolean {
  const { before, after } = effectiveValues(change);
  // Of one listener, the setting is told by its end.
  switch (change.key.replace(/^listener\.name\.[^.]+\./, '')) {
    case 'authorizer.class.name':
      return isSet(before) && before !== after;
    case 'allow.everyone.if.no.acl.found':
      return after === 'true' && before !== 'true';
    case 'super.users':
      return splitBy(after, ';').some((user) => !splitBy(before, ';').includes(user));
    case 'ssl.client.auth':
      return isWeakerAuth(change);
    case 'security.inter.broker.protocol':
      return rank(PROTOCOLS, after) < rank(PROTOCOLS, before);
    case 'listeners':
    case 'advertised.listeners':
    case 'listener.security.protocol.map':
      return plaintext(after) > plaintext(before);
    case 'ssl.endpoint.identification.algorithm':
      return isSet(before) && !isSet(after);
    case 'skipACL':
      return after === 'yes' && before !== 'yes';
    default:
      return false;
  }
}

/** One listener’s own setting stands above that of all, which may ask for more. */
function isWeakerAuth(change: ChangedKey): boolean {
  const { before, after } = effectiveValues(change);
  const isOwn = change.key.startsWith('listener.name.');
  if (isOwn && before === undefined) return after === 'none';
  return rank(CLIENT_AUTH, after) < rank(CLIENT_AUTH, before);
}

const CLIENT_AUTH = ['none', 'requested', 'required'];
const PROTOCOLS = ['PLAINTEXT', 'SASL_PLAINTEXT', 'SSL', 'SASL_SSL'];

function rank(order: readonly string[], value: string | undefined): number {
  return order.indexOf(value ?? order[0]!);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

function splitBy(value: string | undefined, separator: string): readonly string[] {
  return (value ?? '').split(separator).map((part) => part.trim());
}

/** How many listeners don't encrypt. */
function plaintext(value: string | undefined): number {
  return splitBy(value, ',').filter((listener) => /(^|:|_)PLAINTEXT($|:)/.test(listener)).length;
}
