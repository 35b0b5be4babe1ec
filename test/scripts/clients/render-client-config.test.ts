import { Security } from '../../../cluster/index';
import { parseProperties } from '../../../cluster/settings/java-properties';
import { CLIENT_KINDS, CLIENT_ROLES } from '../../../scripts/clients/log-profile';
import { renderClientConfig } from '../../../scripts/clients/render-client-config';
import { CLIENT_AUTHORITY } from '../../support/client-certificates';
import { productionTopology } from '../../support/production-topology';
import { validSpec } from '../../support/spec-builder';

const secured = productionTopology(
  validSpec({
    security: Security.tls({ clientAuthorities: [CLIENT_AUTHORITY] }),
    clients: [
      { name: 'shipper', produce: ['app-*'] },
      { name: 'agent', certificate: true, produce: ['app-*'] },
      { name: 'archiver', consume: ['app-*'], group: 'archive' },
      { name: 'looker', consume: ['app-*'], group: 'look-*' },
    ],
  }),
);
const [shipper, agent, archiver, looker] = ['shipper', 'agent', 'archiver', 'looker'].map((name) =>
  secured.spec.clients.find((each) => each.name === name)!,
);
const sources = { trusted: 'a command', password: 'another command' };
const rack = 'eu-west-1b';
const ofShipper = { topology: secured, client: shipper, sources, rack };

it('is a file of settings whose keys are the profile and the way to the cluster', () => {
  const settings = parseProperties(renderClientConfig('java', { ...ofShipper, role: 'producer' }));
  expect(Object.fromEntries(settings)).toMatchObject({
    ...{ acks: 'all', 'enable.idempotence': 'true', 'linger.ms': '50', 'batch.size': '262144' },
    ...{ 'compression.type': 'zstd', 'compression.zstd.level': '1', 'buffer.memory': '67108864' },
    ...{ 'security.protocol': 'SASL_SSL', 'ssl.truststore.location': 'trusted.pem' },
  });
  expect(settings.has('client.rack')).toBe(false);
});

it.each(['java', 'librdkafka'] as const)('has the zone of a reader, for %s', (kind) => {
  const settings = parseProperties(renderClientConfig(kind, { ...ofShipper, role: 'reader' }));
  expect(settings.get('client.rack')).toBe(rack);
  expect(settings.has('acks')).toBe(false);
});

it.each(CLIENT_KINDS)('has the only group that a reader may read in, for %s', (kind) => {
  const readerOf = (client: typeof archiver) =>
    renderClientConfig(kind, { ...ofShipper, client, role: 'reader' });
  expect(readerOf(archiver)).toMatch(/^\s*"?group(\.id|Id)"?[=:] ?['"]?archive\b/m);
  expect(readerOf(looker)).not.toMatch(/^\s*"?group(\.id|Id)"?[=:]/m);
});

const all = CLIENT_KINDS.flatMap((kind) => CLIENT_ROLES.map((role) => [kind, role] as const));

it.each(all)('says where secrets are, and has none: %s, %s', (kind, role) => {
  const text = renderClientConfig(kind, { ...ofShipper, role });
  expect(text).toContain('trusted.pem: a command');
  expect(text).toContain('The password of shipper: another command');
  const isCode = kind === 'node' || kind === 'python';
  expect(text).toMatch(
    isCode ? /process\.env\.KAFKA_PASSWORD|os\.environ\['KAFKA_PASSWORD'\]/ : /PASSWORD/,
  );
});

it.each(all)('shows a certificate where the client has one: %s, %s', (kind, role) => {
  const text = renderClientConfig(kind, { ...ofShipper, client: agent, role });
  expect(text).toContain('client.pem');
  expect(text).not.toMatch(/PASSWORD|another command|scram/i);
});

it.each(all)('has a reason before each setting of the profile: %s, %s', (kind, role) => {
  const lines = renderClientConfig(kind, { topology: productionTopology(), role, rack })
    .split('\n')
    .map((line) => line.trim());
  const reason = /^(#|\/\/) [A-Z].*\.$/;
  const setting = kind === 'node' ? 'retries' : 'reconnect.backoff.ms';
  const at = lines.findIndex((line) => line.replaceAll('"', '').startsWith(setting));
  expect(lines.slice(0, at).findLast((line) => reason.test(line))).toContain(
    'leader is found soon',
  );
});
