import { heldTexts } from '../../../../../scripts/plan-review/facts/texts/held-texts';

const BROKER = 'broker.id=1\nlog.dirs=/data\n';
const texts = (values: Record<string, unknown>) =>
  [...heldTexts(values).values()].map(({ name, text, nature }) => [name, text, nature]);

it.each([
  ['an object of Google', { name: 'conf/server.properties', content: BROKER }],
  ['a file', { filename: 'conf/server.properties', content_base64: base64(BROKER) }],
  ['a parameter', { name: 'conf/server.properties', value: BROKER }],
  ['a config map', { metadata: [{ name: 'kafka' }], data: { 'conf/server.properties': BROKER } }],
  ['keys of Consul', { key: [{ path: 'conf/server.properties', value: BROKER }] }],
  ['a file of a container', { upload: [{ file: 'conf/server.properties', content: BROKER }] }],
  ['JSON in a secret', { secret_string: JSON.stringify({ 'conf/server.properties': BROKER }) }],
])('finds the settings of a broker in %s', (_, values) => {
  expect(texts(values)).toEqual([['conf/server.properties', BROKER, 'broker-settings']]);
});

it('reads a map of settings as their file', () => {
  expect(texts({ kafka_user_config: [{ kafka: [{ log_retention_ms: 1000 }] }] })).toEqual([
    ['kafka', 'log.retention.ms=1000\n', 'broker-settings'],
  ]);
  expect(texts({ spec: { kafka: { config: { 'min.insync.replicas': 2 } } } })).toEqual([
    ['config', 'min.insync.replicas=2\n', 'broker-settings'],
  ]);
});

it('reads environment variables as the settings that they are', () => {
  const value = { name: 'broker', env: [{ name: 'KAFKA_NODE_ID', value: '3' }] };
  expect(texts(value)).toEqual([['environment of broker', 'node.id=3\n', 'broker-settings']]);
  expect(
    texts({ name: 'b', container_definitions: JSON.stringify([{ environment: value.env }]) }),
  ).toEqual([['environment of b', 'node.id=3\n', 'broker-settings']]);
});

it('knows a keystore by its first bytes, and shows none of it', () => {
  const jks = Buffer.concat([Buffer.from('feedfeed', 'hex'), Buffer.alloc(40)]);
  expect(texts({ name: 'prod/tls', secret_binary: jks.toString('base64') })).toEqual([
    ['prod/tls', undefined, 'stores'],
  ]);
});

it('leaves user data, and what is nothing of Kafka’s', () => {
  expect(texts({ user_data: BROKER, name: 'web', description: 'a=b' })).toEqual([]);
  expect(heldTexts(undefined).size).toBe(0);
});

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
