import { KAFKA_VERSIONS } from '../../../cluster/kafka-releases';
import {
  LISTENER_SETTINGS,
  parsePrefixedKey,
  prefixedSettings,
} from '../../../cluster/listeners/listener-settings';
import { knownBrokerSetting } from '../../../cluster/settings/known-broker-settings';

it('stand under keys with the name of their listener', () => {
  expect(
    prefixedSettings(
      {
        client: { settings: { 'max.connections': 5, 'num.network.threads': undefined } },
        interBroker: { settings: {} },
        external: { settings: { 'max.connection.creation.rate': 7 } },
      },
      ['plaintext'],
    ),
  ).toEqual({
    'listener.name.client.max.connections': 5,
    'listener.name.external.max.connection.creation.rate': 7,
  });
});

it.each([
  ['listener.name.internal.num.network.threads', 'interBroker', 'num.network.threads'],
  ['listener.name.external.plain.sasl.jaas.config', 'external', 'plain.sasl.jaas.config'],
  ['listener.name.other.max.connections', undefined, 'max.connections'],
  // Kafka looks for the name in small letters.
  ['listener.name.CLIENT.max.connections', undefined, 'max.connections'],
])('%s is for %s', (text, id, key) => {
  const prefixed = parsePrefixedKey(text);
  expect([prefixed?.listener?.id, prefixed?.key]).toEqual([id, key]);
});

it.each(['max.connections', 'listener.name.client', 'listener.name.client.'])(
  '%s is for no listener by itself',
  (text) => {
    expect(parsePrefixedKey(text)).toBeUndefined();
  },
);

it.each(KAFKA_VERSIONS)(
  'can all be changed on running brokers of Kafka %s, of all at once',
  (version) => {
    const modes = LISTENER_SETTINGS.map(({ key }) => knownBrokerSetting(version, key)?.updateMode);
    expect(new Set(modes)).toEqual(new Set(['cluster-wide']));
  },
);
