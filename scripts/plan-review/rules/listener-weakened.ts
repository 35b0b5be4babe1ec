import { say } from '../../masking/say';
import { changedFromOne, removed, takenAway, turnedOn } from '../attributes/harms';
import { settingRule, type SettingChange } from '../attributes/setting-rule';

/** Kafka's protocols, from that which asks for nothing to that which asks for most. */
const PROTOCOLS = ['PLAINTEXT', 'SASL_PLAINTEXT', 'SSL', 'SASL_SSL'];

/** What ZooKeeper asks for, from nothing to most. */
const ZOOKEEPER_AUTH = ['none', 'want', 'need'];

const TO_ZOOKEEPER =
  'Whoever reaches ZooKeeper can then read what goes there, or write what the brokers keep: register a broker, users and grants of one’s own, topics.';

/** Settings of brokers and ZooKeeper that let in who was asked for a name before. */
export const listenerWeakened = settingRule(
  {
    id: 'listener-weakened',
    title:
      'A listener no longer encrypts or asks who it is, one comes that does neither, or an authorizer goes',
    of: ['broker', 'zookeeper'],
    severity: 'danger',
    what: (told, where) => say`Weakens who may do what on ${where}: ${told}.`,
    why: 'Whoever reaches the port can then read what goes over it, or do what was kept for some: read, write and delete topics.',
    remedy:
      'Keep TLS, authentication and the authorizer; move clients first where a listener shall go.',
  },
  [
    { keys: 'authorizer.class.name', harm: changedFromOne },
    { keys: 'allow.everyone.if.no.acl.found skipACL', harm: turnedOn },
    { keys: 'super.users', harm: (change) => change.before !== undefined && hasMoreUsers(change) },
    {
      // They may come with the authorizer, before which everybody was one.
      keys: 'super.users',
      harm: ({ before }) => before === undefined,
      severity: 'care',
      what: (told, where) => say`Says who may do everything on ${where}: ${told}.`,
      why: 'A super user reads, writes and deletes whatever there is, with no grant.',
      remedy: 'See that these are the brokers and the tools, and nobody else.',
    },
    { keys: 'ssl.client.auth', harm: isWeakerAuth },
    {
      keys: 'security.inter.broker.protocol',
      harm: ({ before, after }) => rank(PROTOCOLS, after) < rank(PROTOCOLS, before),
    },
    { keys: 'ssl.endpoint.identification.algorithm', harm: removed },
    { keys: 'ssl.enabled.protocols', harm: hasOlderTls },
    {
      keys: 'zookeeper.ssl.client.enable zookeeper.set.acl sslQuorum secureClientPort',
      harm: takenAway,
      why: TO_ZOOKEEPER,
    },
    { keys: 'clientPort', harm: ({ before }) => before === undefined, why: TO_ZOOKEEPER },
    {
      keys: 'ssl.clientAuth ssl.quorum.clientAuth',
      harm: ({ before, after }) => zookeeperRank(after) < zookeeperRank(before),
      why: TO_ZOOKEEPER,
    },
    {
      keys: 'listeners advertised.listeners listener.security.protocol.map',
      harm: (change) => compareListeners(change) === 'weaker',
    },
    {
      // Nobody was asked before either, but whoever reaches the new port was not there.
      keys: 'listener.security.protocol.map',
      harm: (change) => compareListeners(change) === 'further-plaintext',
      severity: 'care',
      what: (told, where) =>
        say`Adds a listener that neither encrypts nor asks who comes on ${where}: ${told}.`,
      why: 'Whoever reaches its port can read, write and delete topics, as on the other listeners.',
      remedy: 'See that its port is open to those alone who shall come in there.',
    },
  ],
);

function hasMoreUsers({ before = '', after = '' }: SettingChange): boolean {
  const [old, now] = [before, after].map((users) => users.split(';').map((user) => user.trim()));
  return now!.some((user) => !old!.includes(user));
}

/** One listener’s own setting stands above that of all, which may ask for more. */
function isWeakerAuth({ key, before, after }: SettingChange): boolean {
  if (key.startsWith('listener.name.') && before === undefined) return after === 'none';
  const order = ['none', 'requested', 'required'];
  return rank(order, after) < rank(order, before);
}

/** Versions of TLS that have known flaws, which were not let in. */
function hasOlderTls({ before = '', after = '' }: SettingChange): boolean {
  const isOld = (text: string) => /(SSLv\d|TLSv1|TLSv1\.1)\s*(,|$)/i.test(text);
  return isOld(after) && !isOld(before);
}

function rank(order: readonly string[], value: string | undefined): number {
  return order.indexOf(value ?? order[0]!);
}

/** Where nothing is said, it asks for most. */
function zookeeperRank(value = 'need'): number {
  return ZOOKEEPER_AUTH.indexOf(value);
}

/**
 * Compares the protocols of listeners, by their names. Weaker is one that asks for less than it did,
 * and a new one that asks for less than another did before.
 */
function compareListeners({ before = '', after = '' }: SettingChange) {
  const [old, now] = [ranksOf(before), ranksOf(after)];
  const added = [...now].filter(([name]) => !old.has(name)).map(([, protocol]) => protocol);
  const isWeaker =
    [...now].some(([name, protocol]) => protocol < (old.get(name) ?? -1)) ||
    added.some((protocol) => protocol < Math.max(-1, ...old.values()));
  if (isWeaker) return 'weaker';
  return old.size > 0 && added.includes(0) ? 'further-plaintext' : 'no-weaker';
}

/**
 * How much each listener asks for, by its name; those of which the text tells no protocol are left out.
 *
 * @param text such as `CLIENT:SASL_SSL,INTERNAL:SSL`, or listeners that are named for their protocol
 */
function ranksOf(text: string): ReadonlyMap<string, number> {
  const pairs = text.split(',').map((part) => {
    const [name = '', rest = ''] = part.trim().split(/:(.*)/s);
    const protocol = (rest.startsWith('//') ? name : rest).trim().toUpperCase();
    return [name.trim().toUpperCase(), PROTOCOLS.indexOf(protocol)] as const;
  });
  return new Map(pairs.filter(([, protocol]) => protocol >= 0));
}
