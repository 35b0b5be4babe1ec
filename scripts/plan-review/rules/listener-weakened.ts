import { say } from '../../masking/say';
import {
  changedKeys,
  describeKeyChange,
  effectiveValues,
  type ChangedKey,
} from '../facts/configuration/changed-keys';
import type { Judgement, Rule } from '../rule';

/** Settings of brokers and ZooKeeper that let in who was asked for a name before. */
export const listenerWeakened: Rule = {
  id: 'listener-weakened',
  title:
    'A listener no longer encrypts or asks who it is, one comes that does neither, or an authorizer goes',
  judge: (facts) => {
    const brokers = changedKeys(facts, 'broker');
    return [
      ...[...brokers, ...changedKeys(facts, 'zookeeper')].filter(isWeaker).map(weakened),
      ...brokers.filter(isFurtherDoor).map(furtherDoor),
    ];
  },
};

function weakened(change: ChangedKey): Judgement {
  return {
    severity: 'danger',
    what: say`Weakens who may do what on ${change.where}: ${describeKeyChange(change)}.`,
    why: 'Whoever reaches the port can then read what goes over it, or do what was kept for some: read, write and delete topics.',
    remedy:
      'Keep TLS, authentication and the authorizer; move clients first where a listener shall go.',
    addresses: change.addresses,
  };
}

/** Nobody was asked before either, but whoever reaches the new port was not there. */
function furtherDoor(change: ChangedKey): Judgement {
  return {
    severity: 'care',
    what: say`Adds a listener that neither encrypts nor asks who comes on ${change.where}: ${describeKeyChange(change)}.`,
    why: 'Whoever reaches its port can read, write and delete topics, as on the other listeners.',
    remedy: 'See that its port is open to those alone who shall come in there.',
    addresses: change.addresses,
  };
}

function isFurtherDoor(change: ChangedKey): boolean {
  return (
    change.key === 'listener.security.protocol.map' &&
    listenersVerdict(change) === 'further-plaintext'
  );
}

function listenersVerdict(change: ChangedKey) {
  const { before = '', after = '' } = effectiveValues(change);
  return compareListeners(before, after);
}

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
      return listenersVerdict(change) === 'weaker';
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

/** Kafka's protocols, from that which asks for nothing to that which asks for most. */
const PROTOCOLS = ['PLAINTEXT', 'SASL_PLAINTEXT', 'SSL', 'SASL_SSL'];

const CLIENT_AUTH = ['none', 'requested', 'required'];

function rank(order: readonly string[], value: string | undefined): number {
  return order.indexOf(value ?? order[0]!);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

function splitBy(value: string | undefined, separator: string): readonly string[] {
  return (value ?? '').split(separator).map((part) => part.trim());
}

/** What becomes of the listeners of a broker. */
type ListenersVerdict = 'weaker' | 'further-plaintext' | 'no-weaker';

/**
 * Compares the protocols of listeners, by their names. Weaker is one that asks for less than it did,
 * and a new one that asks for less than another did before.
 *
 * @param before such as `CLIENT:SASL_SSL,INTERNAL:SSL`, or listeners that are named for their protocol
 */
function compareListeners(before: string, after: string): ListenersVerdict {
  const [old, now] = [protocolsOf(before), protocolsOf(after)];
  const most = Math.max(-1, ...[...old.values()].map(protocolRank));
  const added = [...now]
    .filter(([name]) => !old.has(name))
    .map(([, protocol]) => protocolRank(protocol));
  const stayed = [...now].filter(([name]) => old.has(name));
  const isWeaker =
    stayed.some(([name, protocol]) => protocolRank(protocol) < protocolRank(old.get(name)!)) ||
    added.some((protocol) => protocol < most);
  if (isWeaker) return 'weaker';
  return old.size > 0 && added.includes(0) ? 'further-plaintext' : 'no-weaker';
}

/** By the listeners' names; those of which the text tells no protocol are left out. */
function protocolsOf(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(',').flatMap((part): readonly (readonly [string, string])[] => {
    const [name = '', rest = ''] = part.trim().split(/:(.*)/s);
    const protocol = (rest.startsWith('//') ? name : rest).trim().toUpperCase();
    return PROTOCOLS.includes(protocol) ? [[name.trim().toUpperCase(), protocol]] : [];
  });
  return new Map(pairs);
}

function protocolRank(protocol: string): number {
  return PROTOCOLS.indexOf(protocol);
}
